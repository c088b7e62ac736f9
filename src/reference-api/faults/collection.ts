import { answering, at, type Fault, withBody } from './fault.js';

/** Wrong in ways that only the collection's own tests know of. */
export const collection: readonly Fault[] = [
  {
    name: 'total-negative',
    says: 'The total of the list of sources is negative; no schema forbids it.',
    rule: 'collection/assertion',
    apply: answering((reply, call) =>
      at(call, '/sources/list') ? withBody(reply, (body) => ({ ...body, total: -1 })) : reply,
    ),
  },
];
