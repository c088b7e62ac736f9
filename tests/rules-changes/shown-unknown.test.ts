import { expect, it } from 'vitest';
import type { Json } from '../../src/contract/json.js';
import { sampleOf } from '../../src/plan/sample.js';
import { unknownResource } from '../../src/rules/status/unknown-resource.js';
import { item, load, script, shop } from '../contract-loading/workspace.js';

const KEEPS = script('test', 'pm.collectionVariables.set("jobId", pm.response.json().jobId);');
const CATALOG = { codes: { 'job.gone': { type: 'T', statuses: [404], causes: ['unknown-resource'] } } };
const raw = {
  header: [{ key: 'Content-Type', value: 'application/json' }],
  body: { mode: 'raw', raw: '{"jobId":"{{jobId}}"}' },
};
const created = { name: 'ok', code: 201, body: '{"jobId":"j-1"}' };
const done = { name: 'done', code: 200, body: '{"ok":true}' };
const error = (code: number): Json => ({
  name: 'no',
  code,
  body: '{"error_code":"job.gone","error_type":"T"}',
});

/** How many identifiers count as the resource of an operation whose words say nothing, with these saved answers. */
async function named(...response: Json[]): Promise<number> {
  const contract = await load({
    ...shop(
      [
        item('Create job', { event: [KEEPS], response: [created] }),
        item('Frobnicate', { response: [done, ...response] }, raw),
      ],
      { variable: [{ key: 'jobId', value: 'j-1' }] },
    ),
    'schemas/error-catalog.json': CATALOG,
  });
  const operation = contract.operations.find(({ name }) => name === 'Frobnicate');
  if (!operation) throw new Error('no operation');
  const sample = sampleOf(operation, 'https://localhost/{CLIENT_ID}');
  const planned = unknownResource.plan({ contract, operation, environment: 'sandbox', writes: true, sample });
  return 'skip' in planned ? 0 : planned.length;
}

it('A saved error tells that the only identifier of a body names the resource', async () => {
  expect(await named(error(404))).toBeGreaterThan(0);
});

it('Without one, or with one of another status, the identifier refers to something', async () => {
  expect(await named()).toBe(0);
  expect(await named(error(400))).toBe(0);
});
