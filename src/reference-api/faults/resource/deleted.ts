import { Refusal } from '../../refusal.js';
import type { Call, Reply } from '../../stages.js';
import type { Collection, Stored } from '../../store.js';
import { at, type Fault } from '../fault.js';
import { type Kind, storeWith } from './kinds.js';

/** Deleting is answered, and done to nothing. */
const undone = (kind: Kind) =>
  shownBy(
    [`/${kind}/get`, `/${kind}/list`],
    at(`/${kind}/delete`, (stages) => ({
      handle: (input, call) => {
        const { [kind]: collection } = call.store;
        const store = storeWith(call.store, kind, collection.holding(collection.all()));
        return stages.handle(input, { ...call, store });
      },
    })),
  );

/** Deletes more than it was asked to. */
const cascading = (kind: Kind, shows: readonly string[], more: (deleted: Stored, call: Call) => void) =>
  shownBy(
    shows,
    at(`/${kind}/delete`, (stages) => ({
      handle: (input, call) => {
        const { [kind]: collection } = call.store;
        const deleted = collection.find(input[collection.idField]);
        const reply = stages.handle(input, call);
        if (deleted) more(deleted, call);
        return reply;
      },
    })),
  );

/** What was deleted is remembered, and shows at one of the other endpoints. */
const remembering = (
  kind: Kind,
  action: 'get' | 'list',
  answer: (graves: Collection, again: (store: Call['store']) => Reply, call: Call, id: unknown) => Reply,
) =>
  at([`/${kind}/delete`, `/${kind}/${action}`], (stages) => {
    const deleted: Stored[] = [];
    return {
      handle: (input, call) => {
        const { [kind]: collection } = call.store;
        const id = input[collection.idField];
        const found = collection.find(id);
        if (call.endpoint?.path === `/${kind}/${action}`) {
          const again = (store: Call['store']): Reply => stages.handle(input, { ...call, store });
          return answer(collection.holding(deleted), again, call, id);
        }
        const reply = stages.handle(input, call);
        if (found) deleted.push(found);
        return reply;
      },
    };
  });

const readable = (kind: Kind) =>
  remembering(kind, 'get', (graves, again, { store }) => {
    const { [kind]: collection } = store;
    return again(storeWith(store, kind, collection.holding([...graves.all(), ...collection.all()])));
  });

const refusedAs = (kind: Kind, error: () => Error) =>
  remembering(kind, 'get', (graves, again, { store }, id) => {
    if (graves.find(id)) throw error();
    return again(store);
  });

function shownBy(paths: readonly string[], fault: Pick<Fault, 'touches' | 'apply'>) {
  return { touches: [...(fault.touches ?? []), ...paths], apply: fault.apply };
}

const removeIfThere = (collection: Collection, id: unknown): void => {
  if (collection.find(id)) collection.remove(id);
};

export const deleted: readonly Fault[] = [
  {
    name: 'destination-not-deleted',
    says: 'Deleting a destination is answered, and the destination stays.',
    rule: 'resource/deleted',
    ...undone('destinations'),
  },
  {
    name: 'customer-not-deleted',
    says: 'Deleting a customer is answered, and the customer stays.',
    rule: 'resource/deleted',
    ...undone('customers'),
  },
  {
    name: 'source-not-deleted-in-production',
    says: 'Deleting a source is answered, and the source stays in production.',
    rule: 'resource/deleted',
    only: 'production',
    ...undone('sources'),
  },
  {
    name: 'deleted-attribute-readable',
    says: 'A deleted attribute can still be read.',
    rule: 'resource/deleted',
    ...readable('attributes'),
  },
  {
    name: 'deleted-destination-readable',
    says: 'A deleted destination can still be read in sandbox.',
    rule: 'resource/deleted',
    only: 'sandbox',
    ...readable('destinations'),
  },
  {
    name: 'deleted-customer-listed',
    says: 'A deleted customer is still listed.',
    rule: 'resource/deleted',
    ...remembering('customers', 'list', (graves, again, { store }) =>
      again(storeWith(store, 'customers', graves.holding([...store.customers.all(), ...graves.all()]))),
    ),
  },
  {
    name: 'deleted-source-answers-403',
    says: 'Reading a deleted source is answered with 403.',
    rule: 'resource/deleted',
    ...refusedAs('sources', () => new Refusal('INSUFFICIENT_SCOPE', 'deleted')),
  },
  {
    name: 'deleted-customer-crashes',
    says: 'Reading a deleted customer ends in a server error.',
    rule: 'resource/deleted',
    ...refusedAs('customers', () => new Error('row is gone')),
  },
  {
    name: 'destination-takes-its-source',
    says: 'Deleting a destination deletes its source too.',
    rule: 'resource/deleted',
    ...cascading('destinations', ['/sources/get'], (destination, { store }) =>
      removeIfThere(store.sources, destination['source_id']),
    ),
  },
  {
    name: 'destination-takes-its-attributes',
    says: 'Deleting a destination deletes its attributes too.',
    rule: 'resource/deleted',
    ...cascading('destinations', ['/attributes/get'], (destination, { store }) => {
      const ids = Array.isArray(destination['attribute_ids']) ? destination['attribute_ids'] : [];
      for (const id of ids) removeIfThere(store.attributes, id);
    }),
  },
];
