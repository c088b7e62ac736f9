import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../../src/rules/index.js';
import { contract, workspaceWith } from './workspace.js';

const CREDENTIALS = { SANDBOX_CLIENT_ID: 'cid_123456', SANDBOX_BEARER_TOKEN: 'token_123456' };

describe('contract-suite explain', () => {
  it('lists every rule', async () => {
    const { code, stdout } = await contract(['explain']);
    expect(code).toBe(0);
    for (const { id } of rules) expect(stdout).toContain(id);
  });

  it('tells what a rule sends and accepts, and its sentence', async () => {
    const { stdout } = await contract(['explain', 'authentication/bearer-missing']);
    expect(stdout).toMatch(/Sends .*Authorization/);
    expect(stdout).toMatch(/Accepts +401/);
    expect(stdout).toMatch(/D10 .*401 authentication lacking/);
  });

  it('tells how to narrow a rule, what a finding looks like, and which faults prove it', async () => {
    const { stdout } = await contract(['explain', 'authentication/client-id-incorrect']);
    expect(stdout).toContain('accept: { authentication/client-id-incorrect: [400] }');
    expect(stdout).toContain('off: [{ rule: authentication/client-id-incorrect, reason: "..." }]');
    expect(stdout).toMatch(/1\. authentication\/client-id-incorrect D1/);
    expect(stdout).toMatch(/Expected +400, 401, 403 or 404/);
    expect(stdout).toMatch(/client-id-ignored +Any client_id is taken\./);
  });

  it('offers no narrower statuses where the rule takes one only', async () => {
    const { stdout } = await contract(['explain', 'request/body-empty']);
    expect(stdout).not.toContain('accept:');
  });
});

describe('contract-suite check', () => {
  it('lists the planned cases by rule and operation, and the requests', async () => {
    const { code, stdout } = await contract(['check', '--embedded'], { cwd: await workspaceWith() });
    expect(code).toBe(0);
    expect(stdout).toMatch(/\d+ {2}Things \/ Make a thing/);
    expect(stdout).toMatch(/\d+ {2}authentication\/bearer-missing/);
    expect(stdout).toMatch(/sandbox: about \d+ requests/);
  });

  it('shows the plan also where settings are missing, and says that a run needs them', async () => {
    const { code, stdout } = await contract(['check'], { cwd: await workspaceWith() });
    expect(code).toBe(0);
    expect(stdout).toContain('planned in sandbox and production');
    expect(stdout).toMatch(/^Before a run: SETTING_MISSING SANDBOX_CLIENT_ID/m);
  });

  it('says how long the given rate takes', async () => {
    const args = ['check', '--embedded', '--env', 'sandbox', '--rate', '1'];
    const { stdout } = await contract(args, { cwd: await workspaceWith() });
    expect(stdout).toMatch(/at 1 requests\/s at most, \d+ s or more/);
  });
});

describe('contract-suite run', () => {
  it('reports an environment that is down as no verdict, with its reports and without a secret', async () => {
    const cwd = await workspaceWith();
    const args = ['run', '--env', 'sandbox', '--retries', '0'];
    const { code, stdout, stderr } = await contract(args, { cwd, env: CREDENTIALS });
    expect(code).toBe(3);
    expect(stdout).toContain('No verdict');
    const texts = await Promise.all(
      ['junit.xml', 'results.json', 'summary.md', 'report.html'].map((name) =>
        readFile(path.join(cwd, 'reports', name), 'utf8'),
      ),
    );
    for (const text of [stdout, stderr, ...texts]) {
      for (const secret of Object.values(CREDENTIALS)) expect(text).not.toContain(secret);
    }
    const { counts, planned, cases } = JSON.parse(texts[1] ?? '');
    expect(cases).toHaveLength(planned);
    expect(counts.errored).toBeGreaterThan(0);
  });
});
