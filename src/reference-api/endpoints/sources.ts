import type { Fields } from '../fields.js';
import type { Endpoint } from '../stages.js';
import type { Store } from '../store.js';
import { created, deleting, idOf, known, ok, reading } from './common.js';

const FIELDS: Fields = {
  label: { type: 'string', minLength: 1, maxLength: 80 },
  sync_interval_minutes: { type: 'integer', min: 5, max: 1440 },
  enabled: { type: 'boolean' },
};
const TYPE = { type: 'string', enum: ['billing', 'crm', 'warehouse'] } as const;
const CREATE: Fields = {
  type: { ...TYPE, required: true },
  ...FIELDS,
  label: { ...FIELDS['label'], type: 'string', required: true },
};
const UPDATE: Fields = { source_id: idOf('src'), ...FIELDS };
const of = (store: Store) => store.sources;

export const sources: readonly Endpoint[] = [
  {
    path: '/sources/create',
    scope: 'sources:write',
    fields: CREATE,
    handle: (input, { store }) => created(of(store).add(known(input, CREATE))),
  },
  {
    path: '/sources/update',
    scope: 'sources:write',
    fields: UPDATE,
    handle: (input, { store }) =>
      ok(of(store).update(input['source_id'], known(input, UPDATE, ['source_id']))),
  },
  ...reading('sources', of, 'source_id', 'src', { type: TYPE }),
  deleting('sources', of, 'source_id', 'src'),
];
