import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import { switchNotices } from '../../src/plan/switch-notices.js';
import { workspaceOf } from '../other-api/workspace.js';
import { ran, request } from '../steering/run-collection.js';

const config = (...lines: string[]) => ({
  'collections/contract.yaml': `operations:\n${lines.map((line) => `  ${line}\n`).join('')}`,
});
const ANSWERED = "pm.test('answered', () => pm.expect(pm.response.code).to.be.below(400));";
const KEEPS = "pm.globals.set('token', 't1');";
const items = [
  request('A', { test: ANSWERED }),
  request('B', { test: `${ANSWERED}\n${KEEPS}` }),
  request('C', { test: ANSWERED }, { url: '{{baseUrl}}/c/{{token}}' }),
];

describe('run', () => {
  it('leaves an operation to the journey: nothing is tried on it, and its tests are judged', async () => {
    const { of, arrived } = await ran(items, {
      files: config('B: { run: journey, reason: "it locks the till" }'),
    });
    expect(arrived.filter((line) => line === 'GET /b')).toHaveLength(1);
    expect([of('B'), of('B', 'status/success')]).toEqual([
      'passed',
      'skipped: collections/contract.yaml leaves it to the journey: it locks the till',
    ]);
    expect(of('C', 'status/success')).toBe(
      'skipped: it needs token, which only B sets, which collections/contract.yaml leaves to the journey',
    );
    expect(of('A', 'status/success')).toBe('passed');
  });

  it('leaves an operation out: it is not sent', async () => {
    const { of, arrived } = await ran(items.slice(0, 2), {
      files: config('B: { run: false, reason: "it locks the till" }'),
    });
    expect(arrived).not.toContain('GET /b');
    const reason = 'skipped: collections/contract.yaml leaves it out: it locks the till';
    expect([of('B'), of('B', 'status/success'), of('A')]).toEqual([reason, reason, 'passed']);
  });

  it('needs a reason', async () => {
    const running = ran(items, { files: config('B: { run: false }') });
    await expect(running).rejects.toThrow(/operations › B must have required property 'reason'/);
  });
});

describe('Operations that look like switches of the whole service', () => {
  const looks = async (method: string, path: string, files = {}) => {
    const item = { name: 'X', request: { method, url: `{{baseUrl}}/${path}` } };
    const info = {
      name: 'S',
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    };
    const variable = [{ key: 'articleId', value: '1' }];
    return switchNotices(
      await loadContract({ workspace: workspaceOf({ info, item: [item], variable }, files) }),
    ).length;
  };

  it.each([
    ['POST', 'admin/maintenance'],
    ['POST', 'system/shutdown'],
    ['POST', 'db/reset'],
    ['DELETE', 'articles'],
    ['POST', 'articles/delete-all'],
    ['POST', 'auth/disable'],
  ])('are told: %s %s', async (method, path) => {
    const silent = {
      run: 'X: { run: true }',
      left: 'X: { run: false, reason: "r" }',
      reads: 'X: { changes: false }',
    };
    expect(await looks(method, path)).toBe(1);
    for (const said of Object.values(silent)) expect(await looks(method, path, config(said)), said).toBe(0);
  });

  it.each([
    ['POST', 'password/reset'],
    ['POST', 'users/enable'],
    ['DELETE', 'articles/{{articleId}}'],
    ['DELETE', 'articles/:id'],
    ['POST', 'articles'],
    ['GET', 'maintainers'],
    ['POST', 'articles/{{articleId}}/reset'],
  ])('are not: %s %s', async (method, path) => {
    expect(await looks(method, path)).toBe(0);
  });
});
