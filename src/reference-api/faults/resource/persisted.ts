import { type Change, without } from '../../changes.js';
import { isObject } from '../../fields.js';
import type { Stored } from '../../store.js';
import { at, type Fault } from '../fault.js';
import { type Kind, storeWith } from './kinds.js';

type Fields = Readonly<Record<string, unknown>>;

/** What is answered is right; what is kept of the object is not. */
const keeping = (kind: Kind, keep: (after: Stored, before: Stored | undefined) => Fields): Change => {
  return (stages) => ({
    handle: (input, call) => {
      const { [kind]: collection } = call.store;
      const before = collection.find(input[collection.idField]);
      const reply = stages.handle(input, call);
      const id = Buffer.isBuffer(reply.body) ? undefined : reply.body[collection.idField];
      const after = collection.get(id);
      collection.replace(id, { created_at: after.created_at, ...keep(after, before) });
      return reply;
    },
  });
};

/** Updating loses, or changes, what was not sent. */
const resetting = (kind: Kind, reset: (before: Stored) => Fields): Change => {
  return (stages) => ({
    handle: (input, call) => {
      const { [kind]: collection } = call.store;
      const { idField } = collection;
      const before = collection.find(input[idField]);
      if (!before) return stages.handle(input, call);
      collection.replace(input[idField], { created_at: before.created_at, ...reset(before) });
      return stages.handle(input, call);
    },
  });
};

/** The first reading after an update still gives what was there before. */
const stale = (kind: Kind): Change => {
  return (stages) => {
    const old = new Map<unknown, Stored>();
    return {
      handle: (input, call) => {
        const { [kind]: collection } = call.store;
        const id = input[collection.idField];
        const before = collection.find(id);
        if (call.endpoint?.path.endsWith('/update') && before) old.set(id, before);
        const seen = call.endpoint?.path.endsWith('/get') ? old.get(id) : undefined;
        if (!seen) return stages.handle(input, call);
        return stages.handle(input, {
          ...call,
          store: storeWith(call.store, kind, collection.holding([seen])),
        });
      },
    };
  };
};

const touching = (touches: string, fault: Pick<Fault, 'touches' | 'apply'>) => ({
  touches: [...(fault.touches ?? []), touches],
  apply: fault.apply,
});

export const persisted: readonly Fault[] = [
  {
    name: 'description-not-kept',
    says: 'The description of a created attribute is not kept.',
    rule: 'resource/persisted',
    ...touching(
      '/attributes/get',
      at(
        '/attributes/create',
        keeping('attributes', (after) => ({ ...without(after, 'description') })),
      ),
    ),
  },
  {
    name: 'label-kept-in-capitals',
    says: 'The label of a created source is kept in capitals.',
    rule: 'resource/persisted',
    ...touching(
      '/sources/get',
      at(
        '/sources/create',
        keeping('sources', (after) => ({ ...after, label: String(after['label']).toUpperCase() })),
      ),
    ),
  },
  {
    name: 'revenue-kept-rounded',
    says: 'The monthly_revenue of a created customer is kept rounded.',
    rule: 'resource/persisted',
    ...touching(
      '/customers/get',
      at(
        '/customers/create',
        keeping('customers', (after) => ({
          ...after,
          monthly_revenue: Math.round(Number(after['monthly_revenue'] ?? 0)),
        })),
      ),
    ),
  },
  {
    name: 'postcode-not-kept',
    says: 'The postcode of a created customer is not kept.',
    rule: 'resource/persisted',
    ...touching(
      '/customers/get',
      at(
        '/customers/create',
        keeping('customers', ({ address, ...after }) =>
          isObject(address) ? { ...after, address: without(address, 'postcode') } : after,
        ),
      ),
    ),
  },
  {
    name: 'only-first-contact-kept',
    says: 'Of the contacts of a created customer only the first is kept.',
    rule: 'resource/persisted',
    ...touching(
      '/customers/get',
      at(
        '/customers/create',
        keeping('customers', (after) => ({
          ...after,
          contacts: Array.isArray(after['contacts']) ? after['contacts'].slice(0, 1) : [],
        })),
      ),
    ),
  },
  {
    name: 'callback-not-kept',
    says: 'The callback_url of a created destination is not kept in production.',
    rule: 'resource/persisted',
    only: 'production',
    ...touching(
      '/destinations/get',
      at(
        '/destinations/create',
        keeping('destinations', (after) => without(after, 'callback_url')),
      ),
    ),
  },
  {
    name: 'update-not-kept',
    says: 'An update of a customer is answered and not kept.',
    rule: 'resource/persisted',
    ...touching(
      '/customers/get',
      at(
        '/customers/update',
        keeping('customers', (after, before) => before ?? after),
      ),
    ),
  },
  {
    name: 'switch-not-kept',
    says: 'The switch of an updated source is answered and not kept.',
    rule: 'resource/persisted',
    ...touching(
      '/sources/get',
      at(
        '/sources/update',
        keeping('sources', (after, before) => ({ ...after, enabled: before?.['enabled'] ?? true })),
      ),
    ),
  },
  {
    name: 'update-seen-late',
    says: 'Reading a source after an update gives what was there before.',
    rule: 'resource/persisted',
    ...at(['/sources/update', '/sources/get'], stale('sources')),
  },
  {
    name: 'update-clears-the-rest',
    says: 'Updating a customer clears what was not sent.',
    rule: 'resource/partial-update',
    ...at(
      '/customers/update',
      resetting('customers', ({ customer_id, email, created_at }) => ({ customer_id, email, created_at })),
    ),
  },
  {
    name: 'update-clears-tags',
    says: 'Updating a customer clears the tags.',
    rule: 'resource/partial-update',
    ...at(
      '/customers/update',
      resetting('customers', (before) => ({ ...before, tags: [] })),
    ),
  },
  {
    name: 'update-resets-country',
    says: 'Updating a customer resets the country in sandbox.',
    rule: 'resource/partial-update',
    only: 'sandbox',
    ...at(
      '/customers/update',
      resetting('customers', (before) => ({ ...before, country: 'US' })),
    ),
  },
  {
    name: 'update-resets-type',
    says: 'Updating a source resets its type.',
    rule: 'resource/partial-update',
    ...at(
      '/sources/update',
      resetting('sources', (before) => ({ ...before, type: 'crm' })),
    ),
  },
  {
    name: 'update-renews-creation',
    says: 'Updating a source renews its created_at.',
    rule: 'resource/partial-update',
    ...at(
      '/sources/update',
      resetting('sources', (before) => ({ ...before, created_at: new Date(0).toISOString() })),
    ),
  },
];
