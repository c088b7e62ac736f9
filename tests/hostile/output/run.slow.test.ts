import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contract, type Ended } from '../../cli/workspace.js';
import { type OtherApi, startOtherApi } from '../../other-api/api.js';
import { workspaceOf } from '../../other-api/workspace.js';
import { HIDDEN_TEXT, NEEDED, unseenIn } from './characters.js';
import { COMMANDS, githubCommands, otherMarks } from './ci-log.js';

/** Everything at once: what cannot be seen, what must be, and commands at the beginning of lines. */
const HOSTILE = [...COMMANDS, HIDDEN_TEXT, NEEDED.join(' ')].join('\n');
/** What a header and a reason phrase may hold: bytes. */
const IN_BYTES = Buffer.from(`${HIDDEN_TEXT.replace(/[\p{Cc}]/gu, '')} ##[add-mask]b`).toString('latin1');

/** Blanks of any kind are one blank in a name. */
const FOLDER = `::set-output name=a::${HIDDEN_TEXT.replace(/[\s\p{Cc}]/gu, '')}`;
const COLLECTION = {
  info: {
    name: `Shop ${HOSTILE}`,
    schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
  },
  auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{bearerToken}}', type: 'string' }] },
  item: [
    {
      name: FOLDER,
      item: [
        {
          name: 'Make',
          event: [
            {
              listen: 'test',
              script: {
                type: 'text/javascript',
                exec: [
                  "const { error_code, message } = pm.response.json(); pm.test(message, () => pm.expect(error_code).to.equal('x'));",
                  'throw new Error(pm.response.json().message);',
                ],
              },
            },
          ],
          request: {
            method: 'POST',
            header: [{ key: 'Content-Type', value: 'application/json' }],
            url: { raw: '{{baseUrl}}/things', host: ['{{baseUrl}}'], path: ['things'] },
            body: { mode: 'raw', raw: JSON.stringify({ name: HOSTILE }) },
          },
        },
      ],
    },
  ],
};

const FEW = '--env sandbox --retries 0 --rule status/success --rule error/* --rule collection/*'.split(' ');

let api: OtherApi;
let cwd: string;
let ended: Ended;
let env: Record<string, string>;
const files = new Map<string, string>();
const TEXTS = ['report.html', 'junit.xml', 'summary.md'];
const JSONS = ['results.json', 'run.har', 'failures.postman_collection.json'];

beforeAll(async () => {
  api = await startOtherApi();
  api.instead = ({ response }) => {
    response.writeHead(500, IN_BYTES, { 'content-type': 'application/json', 'x-told': IN_BYTES });
    response.end(
      JSON.stringify({ error_code: HOSTILE, error_type: HOSTILE, message: HOSTILE, request_id: HIDDEN_TEXT }),
    );
    return true;
  };
  cwd = workspaceOf(COLLECTION, { 'ca.pem': api.certificate.ca });
  const { baseUrl, clientId, bearerToken } = api.environments.sandbox;
  env = {
    SANDBOX_BASE_URL: baseUrl,
    SANDBOX_CLIENT_ID: clientId,
    SANDBOX_BEARER_TOKEN: bearerToken,
    EXTRA_CA_CERTS: 'ca.pem',
    GITHUB_ACTIONS: 'true',
    GITLAB_CI: 'true',
  };
  ended = await contract(['run', ...FEW, '--verbose'], { cwd, env });
  for (const name of [...TEXTS, ...JSONS, 'history.ndjson'])
    files.set(name, await readFile(path.join(cwd, 'reports', name), 'utf8'));
});
afterAll(() => api.close());

describe('A run against an API that answers with what cannot be seen', () => {
  it('finds it broken, as any other', () => {
    expect(ended.code).toBe(1);
    expect(ended.stdout).toMatch(/^The contract is broken in sandbox/m);
  });

  it.each([...TEXTS, ...JSONS, 'history.ndjson'])('shows none of it in %s', (name) => {
    expect(unseenIn(files.get(name) ?? '')).toEqual([]);
  });

  it.each(TEXTS)('shows it by its number in %s', (name) => {
    // In Markdown, each brace has a backslash of its own outside of code.
    expect(files.get(name)?.replaceAll('\\\\', '\\')).toContain('\\u{202e}');
    for (const word of NEEDED) expect(files.get(name)).toContain(word);
  });

  it('shows none of it on the terminal, but what moves its own marks', () => {
    const own = /^\p{Cc}\[0Ksection_(?:start|end):\d+:contract_run(?:\[collapsed=true\])?\r\p{Cc}\[0K/gmu;
    expect(unseenIn(ended.stdout)).toEqual([]);
    expect(unseenIn(ended.stderr.replace(own, ''))).toEqual([]);
  });

  it.each(JSONS)('leaves the values of %s as they were', (name) => {
    const texts: string[] = [];
    JSON.parse(files.get(name) ?? '', (_, value: unknown) => {
      if (typeof value === 'string') texts.push(value);
      return value;
    });
    expect(texts.some((text) => text.includes(FOLDER))).toBe(true);
    expect(texts.some((text) => text.includes(HOSTILE) || text.includes(JSON.stringify(HOSTILE)))).toBe(true);
  });

  it('gives no command to a CI, but its own annotations', () => {
    const log = ended.stdout + ended.stderr;
    const names = githubCommands(log);
    expect(new Set(names)).toEqual(new Set(['error']));
    expect(otherMarks(log)).toEqual(
      otherMarks(ended.stderr).filter((mark) => mark.includes(':contract_run')),
    );
  });
});

describe('The other commands', () => {
  const other = workspaceOf({ ...COLLECTION, item: [{ ...COLLECTION.item[0], name: 'Other' }] });
  it.each([
    ['check --verbose', () => ['check', '--embedded', '--verbose']],
    ['check that fails', () => ['check', '--operation', `${HOSTILE}`]],
    ['explain', () => ['explain', HOSTILE]],
    ['diff', () => ['diff', '.', other]],
    ['diff as Markdown', () => ['diff', '.', other, '--format', 'markdown']],
    ['diff as JSON', () => ['diff', '.', other, '--format', 'json']],
    [
      'import',
      () => [
        'import',
        path.join(other, 'collections/books.postman_collection.json'),
        '--replace',
        '--dry-run',
        '--verbose',
      ],
    ],
    ['import of nothing', () => ['import', HOSTILE.replaceAll(/[\0/]/g, '')]],
    ['judge', () => ['judge', 'reports/record.ndjson.gz', '--verbose']],
    ['merge that fails', () => ['merge', HOSTILE]],
    ['run of a shard', () => ['run', ...FEW, '--shard', '1/1', '--out', 'shards/1']],
    ['merge', () => ['merge', 'shards/1', '--out', 'merged']],
    ['prove', () => ['prove', '--fault', HOSTILE]],
    ['usage', () => [HIDDEN_TEXT]],
  ])('show nothing that cannot be seen, and give no command to a CI: %s', async (_, args) => {
    const { stdout, stderr } = await contract(args(), {
      cwd,
      env: { ...env, GITHUB_ACTIONS: '', GITLAB_CI: '' },
    });
    const log = stdout + stderr;
    expect(log).toMatch(/202e/);
    expect(unseenIn(log)).toEqual([]);
    expect([...githubCommands(log), ...otherMarks(log)]).toEqual([]);
  });
});
