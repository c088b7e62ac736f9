import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import type { RunResult } from '../../src/judge/result.js';
import { LastLook } from '../../src/masking/last-look.js';
import { Secrets as NoSecrets } from '../../src/masking/secrets.js';
import { RecordWriter } from '../../src/record/writer.js';
import { colorsFor } from '../../src/report/colors.js';
import { annotations } from '../../src/report/github.js';
import { addToHistory } from '../../src/report/past/history.js';
import { readPast, withPast } from '../../src/report/past/with-past.js';
import { renderTerminal } from '../../src/report/terminal.js';
import { writeReports } from '../../src/report/write.js';
import { run } from '../../src/run.js';
import { EVERYTHING } from '../../src/settings/settings.js';
import { newmanHost } from '../newman-host.js';
import { type Call, type OtherApi, startOtherApi } from '../other-api/api.js';
import { BOOKS, settingsOf, workspaceOf } from '../other-api/workspace.js';
import { formsOf, found } from './forms.js';

const host = newmanHost();

let api: OtherApi;
beforeAll(async () => {
  api = await startOtherApi();
});
afterAll(() => api.close());

/** What the scripts of a collection may do with secrets: print them, name tests by them, throw them. */
const TALKATIVE = [
  "const token = pm.variables.get('bearerToken'); const key = pm.variables.get('apiKey');",
  "console.log(token, key, pm.variables.get('clientId'), pm.response.text());",
  'pm.test("with " + token, () => pm.expect(pm.response.text()).to.equal(key));',
  'const { owner, phone } = pm.response.json();',
  "pm.test('is of ' + owner, () => pm.expect(phone).to.equal('+0'));",
  "if (pm.info.requestName === 'Show') throw new Error('no use of ' + key + ' and ' + token);",
].join('\n');

const COLLECTION = {
  ...BOOKS,
  event: [
    {
      listen: 'prerequest',
      script: {
        type: 'text/javascript',
        exec: [
          "pm.request.headers.upsert({ key: 'Cookie', value: 'sid=' + encodeURIComponent(pm.variables.get('apiKey')) });",
        ],
      },
    },
    { listen: 'test', script: { type: 'text/javascript', exec: TALKATIVE.split('\n') } },
  ],
  variable: [...BOOKS.variable, { key: 'apiKey', value: '', type: 'secret' }],
  item: BOOKS.item.map((folder) => ({
    ...folder,
    item: folder.item.map((operation) => ({
      ...operation,
      request: {
        ...operation.request,
        url: { ...operation.request.url, query: [{ key: 'key', value: '{{apiKey}}' }] },
        body: {
          ...operation.request.body,
          raw: operation.request.body.raw.replace('{', '{"key":"{{apiKey}}",').replace(',}', '}'),
        },
      },
    })),
  })),
};

/** One family of each kind: those that quote what came back, and those that quote what was sent. */
const RULES = ['collection/*', 'authentication/*', 'privacy/*', 'error/*', 'response/*', 'status/*'];

/** Secrets as people are given them; an odd character or a few, anywhere. */
const word = fc.string({
  unit: fc.constantFrom(...'abcdefghkmnpqrstXYZ0123456789'),
  minLength: 7,
  maxLength: 12,
});
const secret = (odd: string) =>
  fc
    .tuple(word, fc.string({ unit: fc.constantFrom(...odd), minLength: 1, maxLength: 4 }), word)
    .map((parts) => parts.join(''));
const secrets = fc.record({
  clientId: secret(`'"%+/=<>&\\~`),
  token: secret(`'"%+/=<>&\\.`),
  key: secret(`'"%+/=<>&\\ éπ漢`),
  cookie: secret('%+/=-_'),
  issued: secret('%+/=-_.'),
});

type Secrets = typeof secrets extends fc.Arbitrary<infer T> ? T : never;

/** What comes back beside: the telephone number is a consumer's; the owner, of a success only, is anything. */
const PERSON = {
  sandbox: { owner: 'Wilhelmina of Sandbox', phone: '+49 151 2345678' },
  production: { owner: 'Wilhelmina of Production', phone: '+49 151 8765432' },
};

/** An API that says whatever it was told again, in each way in which it could be written. */
function echoing(given: Secrets) {
  let count = 0;
  return ({ environment, path: target, body, request, response, send }: Call): boolean => {
    const all = [given.clientId, given.token, given.key];
    const forms = all.flatMap((each) => [...formsOf(each).values()]);
    count += 1;
    response.setHeader('Set-Cookie', `session=${encodeURIComponent(given.cookie)}; Secure`);
    response.setHeader('X-Debug', encodeURI(`${request.headers.authorization ?? ''} ${target}`));
    const status = count % 3 === 0 ? 400 : target.includes(':add') ? 201 : 200;
    const problem = status === 400 ? { error_code: `BAD ${given.token}`, error_type: 'bad' } : {};
    const told = {
      seen: body,
      forms: forms.slice(count % forms.length).slice(0, 12),
      access_token: given.issued,
    };
    send(status, {
      ...problem,
      message: `${target} is wrong: ${given.key}`,
      ...told,
      ...(status === 400 ? { phone: PERSON[environment].phone } : PERSON[environment]),
      [given.key]: { bookId: count },
    });
    return true;
  };
}

async function textsOf(folder: string): Promise<Map<string, string>> {
  const names = await readdir(folder);
  const read = async (name: string) => {
    const bytes = await readFile(path.join(folder, name));
    return [name, (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')] as const;
  };
  return new Map(await Promise.all(names.map(read)));
}

async function artefacts(given: Secrets): Promise<Map<string, string>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'contract-leaks-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const contract = await loadContract({ workspace: workspaceOf(COLLECTION) });
  api.instead = echoing(given);
  for (const name of ['sandbox', 'production'] as const)
    Object.assign(api.environments[name], { clientId: given.clientId, bearerToken: given.token });
  const { environments, ...rest } = settingsOf(api);
  const keys = (name: string) => [
    { name: 'apiKey', value: given.key, setting: `${name.toUpperCase()}_VAR_API_KEY` },
  ];
  const settings = {
    ...rest,
    environments: environments.map((each) => ({ ...each, secrets: keys(each.name) })),
  };
  const record = new RecordWriter(path.join(folder, 'record.ndjson.gz'));
  const said: string[] = [];
  const past = await readPast(folder, undefined);
  const result: RunResult = withPast(
    await run({
      contract,
      settings,
      selection: { ...EVERYTHING, rules: RULES, operations: ['Books / Add', 'Books / Show'] },
      host,
      record,
      onNotice: (text) => said.push(text),
    }),
    past,
  );
  const look = result.look ?? new LastLook(new NoSecrets());
  await record.keep();
  await writeReports(folder, result, { look });
  await addToHistory(folder, result, { look });
  const terminal = [
    ...said,
    renderTerminal(result, { colors: colorsFor({}, false, {}), verbose: true }),
    annotations(result),
  ];
  return new Map([...(await textsOf(folder)), ['terminal', terminal.join('\n')]]);
}

it('No secret stands in what a run leaves behind, however it is written and wherever the API repeats it', async () => {
  await fc.assert(
    fc.asyncProperty(secrets, async (given) => {
      const texts = await artefacts(given);
      expect([...texts.keys()].length).toBeGreaterThan(8);
      expect(texts.get('results.json')).toContain('_BEARER_TOKEN}}');
      expect(found(texts, new Map(Object.entries(given)))).toEqual([]);
    }),
    { numRuns: 2, endOnFailure: true },
  );
});

it('Of production only shapes are left, and consumer data of neither environment', async () => {
  const [given] = fc.sample(secrets, { numRuns: 1, seed: 1 });
  if (!given) throw new Error('no sample');
  const texts = await artefacts(given);
  const persons = { ...PERSON.production, other: PERSON.sandbox.phone };
  expect(found(texts, new Map(Object.entries(persons)))).toEqual([]);
  expect(texts.get('results.json')).toContain(PERSON.sandbox.owner);
  expect(texts.get('results.json')).toContain('is of (text of 24)');
});
