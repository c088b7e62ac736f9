import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import { run } from '../../src/run.js';
import { EVERYTHING } from '../../src/settings/settings.js';
import { newmanHost } from '../newman-host.js';
import { type OtherApi, startOtherApi } from '../other-api/api.js';
import { BOOKS, booksWithScript, type Chosen, settingsOf, workspaceOf } from '../other-api/workspace.js';

const host = newmanHost();

const READING = {
  'collections/contract.yaml':
    'operations:\n  Books / Find: { changes: false }\n  Books / Show: { changes: false }\n',
};

let api: OtherApi;
beforeEach(async () => {
  api = await startOtherApi();
});
afterEach(() => api.close());

async function runBooks(
  chosen: Chosen,
  files: Readonly<Record<string, string>> = {},
  collection: unknown = BOOKS,
) {
  const contract = await loadContract({ workspace: workspaceOf(collection, files) });
  return run({ contract, settings: settingsOf(api, chosen), selection: EVERYTHING, host });
}

const changing = (arrived: readonly string[]): string[] =>
  arrived.filter((line) => /:(add|rename|drop)$/.test(line) || /^(PUT|PATCH|DELETE) /.test(line));

describe('An environment in which nothing may be changed', () => {
  it('receives no request that could change it', async () => {
    const result = await runBooks({ writes: ['sandbox'] }, READING);
    expect(api.arrived.production.length).toBeGreaterThan(20);
    expect(changing(api.arrived.production)).toEqual([]);
    expect(changing(api.arrived.sandbox).length).toBeGreaterThan(0);
    expect(result.problems).toEqual([]);
  });

  it('receives nothing at all where it is not known what changes it, and the run ends without a verdict', async () => {
    const result = await runBooks({ environments: ['production'], writes: [] });
    expect(api.arrived.production).toEqual([]);
    expect(result.exitCode).toBe(3);
    expect(new Set(result.results.map(({ verdict }) => verdict.status))).not.toContain('failed');
  });

  it('is read with the identifiers that its own variables give', async () => {
    const known = JSON.stringify({
      name: 'production',
      values: [{ key: 'book', value: '4711', enabled: true }],
    });
    await runBooks(
      { writes: ['sandbox'] },
      { ...READING, 'collections/production.postman_environment.json': known },
    );
    const { clientId } = api.environments.production;
    expect(api.arrived.production).toContain(`POST /billers/${clientId}/books/4711:show`);
  });

  it('says why each case is left out', async () => {
    const result = await runBooks({ writes: ['sandbox'] }, READING);
    const show = result.results.find(
      ({ case: { id } }) => id === 'production › Books / Show › status/success',
    );
    expect(show?.verdict).toMatchObject({ status: 'skipped' });
    expect(show?.case.skip).toContain('book, which only Books / Add sets');
  });

  it('gets no request of a script, unless it is listed as reading', async () => {
    const asking = booksWithScript(
      "pm.sendRequest({ url: pm.variables.replaceIn('{{baseUrl}}/books:find'), method: 'POST', header: { 'Content-Type': 'application/json' }, body: '{}' }, () => {});",
    );
    const before = await runBooks({ environments: ['production'], writes: [] }, READING, asking);
    expect(before.notes.join('\n')).toContain("a script's own request is not listed");
  });
});

describe('Requests', () => {
  it('go to the hosts of the chosen environments only, those of scripts too', async () => {
    const { baseUrl } = api.environments.production;
    const origin = new URL(baseUrl.replace('{CLIENT_ID}', 'x')).origin;
    const straying = booksWithScript(`pm.sendRequest('${origin}/stray', () => {});`);
    await runBooks({ environments: ['sandbox'] }, {}, straying);
    expect(api.arrived.production).toEqual([]);
    expect(api.arrived.sandbox.length).toBeGreaterThan(50);
  });
});

describe('Units', () => {
  it('delete what they created', async () => {
    await runBooks({ environments: ['sandbox'] });
    const count = (verb: string): number =>
      api.arrived.sandbox.filter((line) => line.endsWith(`:${verb}`)).length;
    expect(count('drop')).toBeGreaterThan(10);
  });
});
