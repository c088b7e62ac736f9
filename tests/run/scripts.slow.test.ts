import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import type { RunResult } from '../../src/judge/result.js';
import { run } from '../../src/run.js';
import { EVERYTHING } from '../../src/settings/settings.js';
import { newmanHost } from '../newman-host.js';
import { type OtherApi, startOtherApi } from '../other-api/api.js';
import { BOOKS, settingsOf, workspaceOf } from '../other-api/workspace.js';

const host = newmanHost();

let api: OtherApi;
beforeAll(async () => {
  api = await startOtherApi();
});
afterAll(() => api.close());

/** The collection of books with a script before each request, and other bodies for some. */
function scripted(source: string, bodies: Readonly<Record<string, unknown>>) {
  const [folder] = BOOKS.item;
  const item = folder?.item.map((one) => {
    const body = bodies[one.name];
    const raw = JSON.stringify(body);
    return body ? { ...one, request: { ...one.request, body: { ...one.request.body, raw } } } : one;
  });
  const event = [{ listen: 'prerequest', script: { type: 'text/javascript', exec: [source] } }];
  return { ...BOOKS, event, item: [{ ...folder, item }] };
}

async function runBooks(collection: unknown, operations: readonly string[]): Promise<RunResult> {
  const config = 'operations: { Books / Add: { changes: true, unique: [title] } }';
  const workspace = workspaceOf(collection, { 'collections/contract.yaml': config });
  const contract = await loadContract({ workspace });
  const settings = settingsOf(api, { environments: ['sandbox'] });
  return run({ contract, settings, selection: { ...EVERYTHING, operations }, host });
}

const problemsOf = ({ problems }: RunResult) =>
  problems.map(({ rule, finding }) => `${rule}: ${finding.sent}, ${finding.received}`);
const errorsOf = ({ results }: RunResult) =>
  results.flatMap(({ case: { id }, verdict }) =>
    verdict.status === 'errored' ? `${id}: ${verdict.reason}` : [],
  );

describe('A collection with a script before each request', () => {
  it('has fresh values in unique fields of every request, though only newman can build it', async () => {
    const titles = new Set<string>();
    api.instead = (call) => {
      const title = /"title"\s*:\s*"([^"]*)"/.exec(call.body)?.[1];
      const known = title !== undefined && titles.has(title);
      if (title !== undefined) titles.add(title);
      if (!call.path.endsWith(':add') || !known) return false;
      call.send(400, { error_code: 'title_taken', error_type: 'bad_input' });
      return true;
    };
    const result = await runBooks(
      scripted("pm.variables.set('now', String(Date.now()));", { Add: { title: 'Ulysses', copies: 1 } }),
      ['Books / Add'],
    );
    api.instead = undefined;
    expect(problemsOf(result)).toEqual([]);
    expect(errorsOf(result)).toEqual([]);
  });

  it('may set a variable for the request alone', async () => {
    const result = await runBooks(
      scripted("pm.variables.set('name', 'Dubliners ' + Math.random());", {
        Add: { title: '{{name}}', copies: 1 },
      }),
      ['Books / Add', 'Books / Show'],
    );
    expect(problemsOf(result)).toEqual([]);
    expect(errorsOf(result)).toEqual([]);
  });

  it('is probed to the end, though one probe is wrongly accepted', async () => {
    api.instead = (call) => {
      const wrong = call.path.endsWith(':rename') && call.request.headers.authorization === undefined;
      if (wrong) call.send(200, { book: { bookId: 1 } });
      return wrong;
    };
    const result = await runBooks(scripted("pm.variables.set('now', String(Date.now()));", {}), [
      'Books / Rename',
    ]);
    api.instead = undefined;
    expect(result.problems.map(({ rule }) => rule)).toEqual(['authentication/bearer-missing']);
    expect(errorsOf(result)).toEqual([]);
  });
});
