import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Fields } from '../fields.js';
import type { Call, Endpoint } from '../stages.js';
import type { Store, Stored } from '../store.js';
import { created, idOf, known, ok } from './common.js';

const CREATE: Fields = {
  resource: { type: 'string', required: true, enum: ['customers', 'attributes'] },
  columns: {
    type: 'array',
    minLength: 1,
    maxLength: 20,
    items: { type: 'string', minLength: 1, maxLength: 40 },
  },
};
const of = (store: Store) => store.exports;

export const exports: readonly Endpoint[] = [
  {
    path: '/exports/create',
    scope: 'exports:write',
    fields: CREATE,
    handle: (input, { store }) => {
      const stored = of(store).add(known(input, CREATE));
      return created({ ...stored, status: 'ready', ...toldOf(stored) });
    },
  },
  {
    path: '/exports/status',
    scope: 'exports:read',
    fields: { export_id: idOf('exp') },
    handle: (input, { store }) => {
      const stored = of(store).get(input['export_id']);
      return ok({ export_id: stored['export_id'], status: 'ready', ...toldOf(stored) });
    },
  },
  {
    path: '/exports/{export_id}/download',
    scope: 'exports:read',
    fields: {},
    handle: (_input, { store, parameters }: Call) => ok(fileOf(of(store).get(parameters['export_id']))),
  },
];

/** The exported table, gzipped: always the same bytes for the same export. */
function fileOf(stored: Stored): Buffer {
  const columns = Array.isArray(stored['columns']) ? stored['columns'].map(String) : ['id', 'created_at'];
  const rows = Array.from({ length: 20 }, (_, index) => columns.map((name) => `${name}-${index}`).join(','));
  return gzipSync([columns.join(','), ...rows, `# ${String(stored['export_id'])}`].join('\n'));
}

/** What is told of a file before it is downloaded. */
function toldOf(stored: Stored): { size: number; sha256: string } {
  const file = fileOf(stored);
  return { size: file.length, sha256: createHash('sha256').update(file).digest('hex') };
}
