import type { Stored } from '../../store.js';
import { at, type Fault } from '../fault.js';
import { type Kind, storeWith } from './kinds.js';

/** Lists only some of the objects; they are all there. */
const showing = (kind: Kind, shown: (stored: Stored) => boolean) =>
  at(`/${kind}/list`, (stages) => ({
    handle: (input, call) => {
      const { [kind]: collection } = call.store;
      const store = storeWith(call.store, kind, collection.holding(collection.all().filter(shown)));
      return stages.handle(input, { ...call, store });
    },
  }));

/** Lists without regard to a filter. */
const unfiltered = (
  kind: Kind,
  filter: string,
  where: (input: Readonly<Record<string, unknown>>) => boolean,
) =>
  at(`/${kind}/list`, (stages) => ({
    handle: (input, call) => {
      const { [filter]: _, ...others } = input;
      return stages.handle(where(input) ? others : input, call);
    },
  }));

const always = (): boolean => true;

export const listed: readonly Fault[] = [
  {
    name: 'destinations-not-listed',
    says: 'The list of destinations is always empty.',
    rule: 'resource/listed',
    ...showing('destinations', () => false),
  },
  {
    name: 'customers-with-tags-not-listed',
    says: 'Customers with tags are not listed.',
    rule: 'resource/listed',
    ...showing('customers', ({ tags }) => tags === undefined),
  },
  {
    name: 'attributes-with-description-not-listed',
    says: 'Attributes with a description are not listed.',
    rule: 'resource/listed',
    ...showing('attributes', ({ description }) => description === undefined),
  },
  {
    name: 'hourly-sources-not-listed',
    says: 'Sources with an interval of an hour are not listed in production.',
    rule: 'resource/listed',
    only: 'production',
    ...showing('sources', ({ sync_interval_minutes: interval }) => interval !== 60),
  },
  {
    name: 'risk-level-filter-ignored',
    says: 'Customers are listed without regard to the risk_level that was asked for.',
    rule: 'resource/filter',
    ...unfiltered('customers', 'risk_level', always),
  },
  {
    name: 'kind-filter-ignored',
    says: 'Attributes are listed without regard to the kind that was asked for.',
    rule: 'resource/filter',
    ...unfiltered('attributes', 'kind', always),
  },
  {
    name: 'type-filter-ignored-in-sandbox',
    says: 'Sources are listed without regard to the type that was asked for, in sandbox.',
    rule: 'resource/filter',
    only: 'sandbox',
    ...unfiltered('sources', 'type', always),
  },
  {
    name: 'crm-filter-ignored',
    says: 'Sources are listed without regard to the type unless it is billing.',
    rule: 'resource/filter',
    ...unfiltered('sources', 'type', ({ type }) => type !== 'billing'),
  },
];
