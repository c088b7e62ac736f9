import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { loadContract } from '../../../src/contract/load.js';
import { LastLook } from '../../../src/masking/last-look.js';
import { Secrets } from '../../../src/masking/secrets.js';
import { RecordWriter } from '../../../src/record/writer.js';
import { colorsFor } from '../../../src/report/colors.js';
import { addToHistory } from '../../../src/report/past/history.js';
import { renderTerminal } from '../../../src/report/terminal.js';
import { writeReports } from '../../../src/report/write.js';
import { run } from '../../../src/run.js';
import { EVERYTHING } from '../../../src/settings/settings.js';
import { newmanHost } from '../../newman-host.js';
import { type OtherApi, startOtherApi } from '../../other-api/api.js';
import { BOOKS, settingsOf, workspaceOf } from '../../other-api/workspace.js';

const host = newmanHost();

let api: OtherApi;
beforeAll(async () => {
  api = await startOtherApi();
});
afterAll(() => api.close());

/** The collection, with another credential beside the token. */
const withHeader = (key: string, value: string) => ({
  ...BOOKS,
  variable: [...BOOKS.variable, { key: 'apiKey', value: '', type: 'secret' }],
  item: BOOKS.item.map((folder) => ({
    ...folder,
    item: folder.item.map((operation) => ({
      ...operation,
      request: { ...operation.request, header: [...operation.request.header, { key, value }] },
    })),
  })),
});

interface Given {
  readonly clientId?: string;
  readonly bearerToken?: string;
  readonly apiKey?: string;
  readonly collection?: object;
}

/** Runs in sandbox alone, and reads everything that it leaves. */
async function left({
  clientId,
  bearerToken,
  apiKey,
  collection = BOOKS,
}: Given): Promise<Map<string, string>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'contract-words-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  Object.assign(api.environments.sandbox, {
    ...(clientId && { clientId }),
    ...(bearerToken && { bearerToken }),
  });
  const contract = await loadContract({ workspace: workspaceOf(collection) });
  const { environments, ...rest } = settingsOf(api, { environments: ['sandbox'] });
  const secrets =
    apiKey === undefined ? [] : [{ name: 'apiKey', value: apiKey, setting: 'SANDBOX_VAR_API_KEY' }];
  const settings = { ...rest, environments: environments.map((each) => ({ ...each, secrets })) };
  const record = new RecordWriter(path.join(folder, 'record.ndjson.gz'));
  const selection = {
    ...EVERYTHING,
    rules: ['status/*', 'authentication/*', 'collection/*', 'error/*', 'privacy/*'],
    operations: ['Books / Add', 'Books / Show'],
  };
  const result = await run({ contract, settings, selection, host, record });
  const look = result.look ?? new LastLook(new Secrets());
  const { result: told } = await writeReports(folder, result, { look, record });
  await addToHistory(folder, result, { look });
  const texts = new Map<string, string>();
  for (const name of await readdir(folder)) {
    const bytes = await readFile(path.join(folder, name));
    texts.set(name, (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString());
  }
  texts.set('terminal', renderTerminal(told, { colors: colorsFor({}, false, {}), verbose: true }));
  return texts;
}

function expectWhole(texts: ReadonlyMap<string, string>): void {
  expect([...texts.keys()].sort()).toEqual([
    'failures.postman_collection.json',
    'history.ndjson',
    'junit.xml',
    'record.ndjson.gz',
    'report.html',
    'results.json',
    'results.schema.json',
    'run.har',
    'summary.md',
    'terminal',
  ]);
  for (const [name, text] of texts) if (/json$|har$/.test(name)) JSON.parse(text);
  for (const line of (texts.get('record.ndjson.gz') ?? '').trim().split('\n')) JSON.parse(line);
  for (const text of texts.values()) expect(text).not.toContain('stood in clear');
}

it('A token that is the word password is hidden where it is sent, and the reports keep their words', async () => {
  const texts = await left({ bearerToken: 'password' });
  expectWhole(texts);
  for (const [name, text] of texts) expect(text, name).not.toMatch(/Bearer password(?!\w)/);
  expect(texts.get('run.har')).toContain('Bearer {{SANDBOX_BEARER_TOKEN}}');
});

it('A client id that is the word sandbox is hidden in paths, and the environment keeps its name', async () => {
  const texts = await left({ clientId: 'sandbox' });
  expectWhole(texts);
  for (const [name, text] of texts) expect(text, name).not.toContain('/billers/sandbox/');
  expect(texts.get('results.json')).toContain('"environment":"sandbox"');
  expect(texts.get('run.har')).toContain('/billers/{{SANDBOX_CLIENT_ID}}/');
});

it('A cookie that has the name of an operation leaves the name of the operation', async () => {
  const collection = JSON.parse(
    JSON.stringify(withHeader('Cookie', 'last=books-add-2024')).replaceAll(
      '"name":"Books"',
      '"name":"books-add-2024"',
    ),
  );
  const folder = await mkdtemp(path.join(tmpdir(), 'contract-words-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const contract = await loadContract({ workspace: workspaceOf(collection) });
  const selection = { ...EVERYTHING, rules: ['status/*'], operations: ['books-add-2024 / Add'] };
  const settings = settingsOf(api, { environments: ['sandbox'] });
  const result = await run({ contract, settings, selection, host });
  const look = result.look ?? new LastLook(new Secrets());
  await writeReports(folder, result, { look });
  expect(await readFile(path.join(folder, 'results.json'), 'utf8')).toContain('books-add-2024 / Add');
  const har = await readFile(path.join(folder, 'run.har'), 'utf8');
  expect(har).toContain('last={{token-1}}');
  expect(har).not.toContain('last=books-add-2024');
});

it('A word that the collection itself sends as a credential, or that a cookie holds, is hidden there', async () => {
  api.instead = ({ response }) => {
    response.setHeader('Set-Cookie', 'mood=sunny-morning; Secure');
    return false;
  };
  onTestFinished(() => {
    api.instead = undefined;
  });
  const texts = await left({ collection: withHeader('X-Api-Key', 'letmein-please') });
  expectWhole(texts);
  for (const [name, text] of texts) expect(text.includes('sunny-morning'), name).toBe(false);
  expect(texts.get('run.har')).toMatch(/mood=\{\{token-\d+}}/);
  expect(texts.get('run.har')).not.toContain('letmein-please');
});

it('A template that nobody filled in is no secret', async () => {
  api.instead = ({ response }) => {
    response.setHeader('Set-Cookie', 'session={{session_of_user}}; Secure');
    return false;
  };
  onTestFinished(() => {
    api.instead = undefined;
  });
  const texts = await left({});
  expectWhole(texts);
  expect(texts.get('run.har')).toContain('{{session_of_user}}');
});

it('A secret of a setting that is a word is hidden in the header that is named for one', async () => {
  const texts = await left({ apiKey: 'operation', collection: withHeader('X-Api-Key', '{{apiKey}}') });
  expectWhole(texts);
  expect(texts.get('run.har')).toContain('{{SANDBOX_VAR_API_KEY}}');
  expect(texts.get('run.har')).not.toMatch(/"value":\s*"operation"/);
});
