import type { Fields } from '../fields.js';
import type { Endpoint } from '../stages.js';
import type { Store } from '../store.js';
import { created, deleting, idOf, known, reading } from './common.js';

const CREATE: Fields = {
  label: { type: 'string', required: true, minLength: 1, maxLength: 80 },
  source_id: idOf('src'),
  attribute_ids: { type: 'array', required: true, minLength: 1, maxLength: 10, items: idOf('att') },
  callback_url: { type: 'string', format: 'uri', pattern: '^https://', maxLength: 200 },
};
const FILTER: Fields = { source_id: { ...idOf('src'), required: false } };
const of = (store: Store) => store.destinations;

/** The list of one source's destinations is the list of a source that there is. */
const ofKnownSource = (list: Endpoint): Endpoint => ({
  ...list,
  handle: (input, call) => {
    if (input['source_id'] !== undefined) call.store.sources.refer(input['source_id'], 'source_id');
    return list.handle(input, call);
  },
});

export const destinations: readonly Endpoint[] = [
  {
    path: '/destinations/create',
    scope: 'destinations:write',
    fields: CREATE,
    handle: (input, { store }) => {
      store.sources.refer(input['source_id'], 'source_id');
      const ids = Array.isArray(input['attribute_ids']) ? input['attribute_ids'] : [];
      for (const [index, id] of ids.entries()) store.attributes.refer(id, `attribute_ids[${index}]`);
      return created(of(store).add(known(input, CREATE)));
    },
  },
  ...reading('destinations', of, 'destination_id', 'dst', FILTER).map((endpoint) =>
    endpoint.path === '/destinations/list' ? ofKnownSource(endpoint) : endpoint,
  ),
  deleting('destinations', of, 'destination_id', 'dst'),
];
