import { type Change, withBody } from '../../changes.js';
import { Refusal } from '../../refusal.js';
import { at, type Fault } from '../fault.js';
import { type Kind, storeWith } from '../resource/kinds.js';

/** What is not found in this environment is looked for in the other one. */
const reaching: Change = (stages) => ({
  handle: (input, call) => {
    try {
      return stages.handle(input, call);
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'RESOURCE_NOT_FOUND') throw error;
      return stages.handle(input, { ...call, store: call.neighbour.store });
    }
  },
});

/** The same, and the object of the other one comes with nothing in some of its lists. */
const reachingInto =
  (...lists: readonly string[]): Change =>
  (stages) => ({
    handle: (input, call) => {
      const { handle = stages.handle } = reaching(stages);
      const reply = handle(input, call);
      const own = call.store.customers.find(input['customer_id']);
      return own
        ? reply
        : withBody(reply, (body) => ({ ...body, ...Object.fromEntries(lists.map((name) => [name, []])) }));
    },
  });

/** The list of what belongs to a source of the other environment is empty, and shows that source. */
const showingTheSource: Change = (stages) => ({
  handle: (input, call) => {
    const source = call.neighbour.store.sources.find(input['source_id']);
    if (!source) return stages.handle(input, call);
    return { status: 200, body: { items: [], next_cursor: null, total: 0, source } };
  },
});

/** What one kind refers to or lists is looked for in both environments. */
const sharing =
  (kind: Kind): Change =>
  (stages) => ({
    handle: (input, call) => {
      const { [kind]: own } = call.store;
      const both = own.holding([...own.all(), ...call.neighbour.store[kind].all()]);
      return stages.handle(input, { ...call, store: storeWith(call.store, kind, both) });
    },
  });

const RULE = 'environment/isolation';

export const isolation: readonly Fault[] = [
  {
    name: 'attributes-of-the-other-environment-read',
    says: 'An attribute of one environment can be read in the other.',
    rule: RULE,
    ...at('/attributes/get', reaching),
  },
  {
    name: 'sources-of-sandbox-read-in-production',
    says: 'A source of sandbox can be read in production.',
    rule: RULE,
    only: 'production',
    ...at('/sources/get', reaching),
  },
  {
    name: 'destinations-of-production-read-in-sandbox',
    says: 'A destination of production can be read in sandbox.',
    rule: RULE,
    only: 'sandbox',
    ...at('/destinations/get', reaching),
  },
  {
    name: 'customers-of-the-other-environment-read',
    says: 'A customer of one environment can be read in the other.',
    rule: RULE,
    ...at('/customers/get', reaching),
  },
  {
    name: 'customers-of-the-other-environment-read-with-empty-lists',
    says: 'A customer of one environment can be read in the other, without tags and contacts.',
    rule: RULE,
    ...at('/customers/get', reachingInto('tags', 'contacts')),
  },
  {
    name: 'sources-of-the-other-environment-shown-beside-an-empty-list',
    says: 'The list of the destinations of a source of the other environment is empty, and shows that source.',
    rule: RULE,
    ...at('/destinations/list', showingTheSource),
  },
  {
    name: 'exports-of-the-other-environment-told',
    says: 'The status of an export of one environment is told in the other.',
    rule: RULE,
    ...at('/exports/status', reaching),
  },
  {
    name: 'exports-of-the-other-environment-downloaded',
    says: 'An export of one environment can be downloaded in the other.',
    rule: RULE,
    ...at('/exports/{export_id}/download', reaching),
  },
  {
    name: 'sources-of-the-other-environment-changed',
    says: 'A source of one environment can be updated in the other.',
    rule: RULE,
    ...at('/sources/update', reaching),
  },
  {
    name: 'customers-of-sandbox-changed-in-production',
    says: 'A customer of sandbox can be updated in production.',
    rule: RULE,
    only: 'production',
    ...at('/customers/update', reaching),
  },
  {
    name: 'destinations-of-the-other-environment-deleted',
    says: 'A destination of one environment can be deleted in the other.',
    rule: RULE,
    ...at('/destinations/delete', reaching),
  },
  {
    name: 'attributes-of-production-deleted-in-sandbox',
    says: 'An attribute of production can be deleted in sandbox.',
    rule: RULE,
    only: 'sandbox',
    ...at('/attributes/delete', reaching),
  },
  {
    name: 'sources-of-the-other-environment-referred-to',
    says: 'A destination can be created for a source of the other environment.',
    rule: RULE,
    ...at('/destinations/create', sharing('sources')),
  },
  {
    name: 'attributes-of-the-other-environment-referred-to',
    says: 'A destination can be created with attributes of the other environment.',
    rule: RULE,
    ...at('/destinations/create', sharing('attributes')),
  },
  {
    name: 'customers-of-the-other-environment-predicted',
    says: 'A prediction can be made for a customer of the other environment.',
    rule: RULE,
    ...at('/models/predict', sharing('customers')),
  },
  {
    name: 'attributes-of-the-other-environment-listed',
    says: 'The list of attributes holds those of the other environment too.',
    rule: RULE,
    ...at('/attributes/list', sharing('attributes')),
  },
  {
    name: 'sources-of-sandbox-listed-in-production',
    says: 'The list of sources holds those of sandbox in production.',
    rule: RULE,
    only: 'production',
    ...at('/sources/list', sharing('sources')),
  },
  {
    name: 'destinations-of-the-other-environment-listed',
    says: 'The list of destinations holds those of the other environment too.',
    rule: RULE,
    ...at('/destinations/list', sharing('destinations')),
  },
];
