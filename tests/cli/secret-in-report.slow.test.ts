import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { COLLECTION, contract, workspaceWith } from './workspace.js';

const secret = 'shop-of-the-client-4711';
const named = { ...COLLECTION, info: { ...COLLECTION.info, name: `Orders of ${secret}` } };
const files = { 'collections/shop.postman_collection.json': JSON.stringify(named) };
const env = { SANDBOX_CLIENT_ID: secret, SANDBOX_BEARER_TOKEN: 'token-of-a-sandbox' };
const ARGS = ['run', '--env', 'sandbox', '--retries', '0'];

it('Where a report would hold a secret its name is put in its place, that is told, and every report is written', async () => {
  const cwd = await workspaceWith(files);
  const ended = await contract(ARGS, { cwd, env });
  expect(ended.code).toBe(3);
  expect(ended.stdout).toMatch(/^No verdict/m);
  expect(ended.stdout).toMatch(/\{\{SANDBOX_CLIENT_ID}} stood in clear in report\.html, .*results\.json/);
  expect(ended.stdout + ended.stderr).not.toContain(secret);
  const results = await readFile(path.join(cwd, 'reports/results.json'), 'utf8');
  expect(JSON.parse(results)).toMatchObject({ exitCode: 3 });
  expect(results).toContain('Orders of {{SANDBOX_CLIENT_ID}}');
  expect(results).not.toContain(secret);
  expect(await readFile(path.join(cwd, 'reports/history.ndjson'), 'utf8')).not.toContain(secret);
});

it.skipIf(process.platform === 'win32')(
  'All that a run leaves is for its owner alone, unless a setting says otherwise',
  async () => {
    const cwd = await workspaceWith(files);
    const all = [
      'report.html',
      'junit.xml',
      'results.json',
      'run.har',
      'summary.md',
      'history.ndjson',
      'record.ndjson.gz',
      'failures.postman_collection.json',
    ];
    const modes = async (): Promise<number[]> => {
      const found = await Promise.all(all.map((name) => stat(path.join(cwd, 'reports', name))));
      return [...new Set(found.map(({ mode }) => mode & 0o777))];
    };
    await contract(ARGS, { cwd, env });
    expect(await modes()).toEqual([0o600]);
    await contract(ARGS, { cwd, env: { ...env, REPORTS_READABLE_BY: 'group' } });
    expect(await modes()).toEqual([0o640]);
    const wrong = await contract(ARGS, { cwd, env: { ...env, REPORTS_READABLE_BY: 'nobody' } });
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toMatch(/^SETTING_INVALID REPORTS_READABLE_BY: "nobody" \(from the environment\)/m);
  },
);
