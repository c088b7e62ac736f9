import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { COLLECTION, contract, workspaceWith } from './workspace.js';

it('A secret that a report would hold stops the writing, is told by its name and place, and leaves the verdict', async () => {
  const secret = 'shop-of-the-client-4711';
  const named = { ...COLLECTION, info: { ...COLLECTION.info, name: `Orders of ${secret}` } };
  const cwd = await workspaceWith({
    'collections/shop.postman_collection.json': JSON.stringify(named),
    'reports/results.json': 'of the run before',
  });
  const env = { SANDBOX_CLIENT_ID: secret, SANDBOX_BEARER_TOKEN: 'token-of-a-sandbox' };
  const ended = await contract(['run', '--env', 'sandbox', '--retries', '0'], { cwd, env });
  expect(ended.code).toBe(3);
  expect(ended.stdout).toMatch(/^No verdict/m);
  expect(ended.stderr).toMatch(
    /^SECRET_IN_REPORT .*report\.html: the report would hold \{\{SANDBOX_CLIENT_ID}}/m,
  );
  expect(ended.stdout + ended.stderr).not.toContain(secret);
  expect(await readdir(path.join(cwd, 'reports'))).toEqual(['results.json']);
  expect(await readFile(path.join(cwd, 'reports/results.json'), 'utf8')).toBe('of the run before');
});
