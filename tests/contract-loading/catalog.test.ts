import { expect, test } from 'vitest';
import type { Json } from '../../src/contract/json.js';
import { item, load, refusal, shop } from './workspace.js';

const FILE = 'schemas/error-catalog.json';
const withCatalog = (catalog: Json) => ({ ...shop([item('A')]), [FILE]: catalog });
const code = { type: 'INVALID_REQUEST', statuses: [400], causes: ['field-missing'] };

test('the catalogue gives each code its type, statuses and causes', async () => {
  const { catalog } = await load(
    withCatalog({
      $comment: 'ours',
      codes: { MISSING_FIELD: { ...code, description: 'x' }, GONE: { type: 'T', statuses: [404] } },
    }),
  );
  expect(catalog).toMatchObject({ file: FILE, complete: true });
  expect([...(catalog?.codes.values() ?? [])]).toEqual([
    { code: 'MISSING_FIELD', ...code },
    { code: 'GONE', type: 'T', statuses: [404], causes: [] },
  ]);
});

test('a code may come with a type or statuses that nobody knows', async () => {
  const { catalog } = await load(withCatalog({ codes: { A: { statuses: [400] }, B: {} } }));
  expect([...(catalog?.codes.values() ?? [])]).toEqual([
    { code: 'A', type: undefined, statuses: [400], causes: [] },
    { code: 'B', type: undefined, statuses: [], causes: [] },
  ]);
});

test('without the file there is no catalogue', async () => {
  expect((await load(shop([item('A')]))).catalog).toBeUndefined();
});

test('an inferred catalogue says that it is not complete', async () => {
  expect((await load(withCatalog({ complete: false, codes: {} }))).catalog?.complete).toBe(false);
});

test.each<[string, Json, string, string]>([
  [
    'the same code twice',
    '{\n"codes": {\n "A": {"type": "T", "statuses": [400]},\n "A": {"type": "U", "statuses": [400]}}}',
    ':4:2',
    '"A"',
  ],
  ['codes that differ in case only', { codes: { GONE: code, Gone: code } }, '', '"GONE" and "Gone"'],
  ['a status of no error', { codes: { A: { ...code, statuses: [400, 302] } } }, ' › A', '302'],
  ['a status of success', { codes: { A: { ...code, statuses: [200] } } }, ' › A', '200'],
])('%s is a contradiction', async (_, catalog, at, fact) => {
  const error = await refusal(withCatalog(catalog));
  expect(error).toMatchObject({ code: 'CATALOG_CONTRADICTION', place: FILE + at });
  expect(error.fact).toContain(fact);
});

test.each<[string, Json, string, string]>([
  ['no status', { codes: { A: { type: 'T', statuses: [] } } }, ' › A', 'at least one'],
  ['an empty type', { codes: { A: { ...code, type: ' ' } } }, ' › A', 'error_type'],
  ['an unknown cause', { codes: { A: { ...code, causes: ['field-mising'] } } }, ' › A', 'field-missing'],
  ['an unknown key', { codes: { A: { ...code, status: 400 } } }, ' › A', 'statuses'],
  ['no codes', { errors: {} }, '', 'codes'],
  ['no JSON', '{"codes": {}', ':1:13', 'Correct'],
])('%s is not valid', async (_, catalog, at, fix) => {
  const error = await refusal(withCatalog(catalog));
  expect(error).toMatchObject({ code: 'CATALOG_INVALID', place: FILE + at });
  expect(error.fix).toContain(fix);
});
