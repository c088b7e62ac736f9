import type { Fields } from '../fields.js';
import type { Endpoint } from '../stages.js';
import type { Store } from '../store.js';
import { created, deleting, known, reading } from './common.js';

const CREATE: Fields = {
  name: { type: 'string', required: true, pattern: '^[a-z][a-z0-9_]{1,39}$' },
  kind: { type: 'string', required: true, enum: ['number', 'text', 'flag'] },
  description: { type: 'string', maxLength: 200 },
};
const of = (store: Store) => store.attributes;

export const attributes: readonly Endpoint[] = [
  {
    path: '/attributes/create',
    scope: 'attributes:write',
    fields: CREATE,
    handle: (input, { store }) => created(of(store).add(known(input, CREATE))),
  },
  ...reading('attributes', of, 'attribute_id', 'att', {
    kind: { type: 'string', enum: ['number', 'text', 'flag'] },
  }),
  deleting('attributes', of, 'attribute_id', 'att'),
];
