import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { imported } from './imported.js';

describe('A collection that reads data rows', () => {
  it('is imported with a word on its rows, and run with them', async () => {
    const { cwd, told, run, server } = await imported();
    expect(told.code).toBe(0);
    expect(told.stdout).toContain(
      'its scripts read a row of a data file; {{name}}, {{zip}} may come from one',
    );
    expect(told.stdout).toContain('--data FILE');

    const without = await run(['check', '--env', 'sandbox']);
    expect([without.code, without.stdout.includes('--data FILE')]).toEqual([0, true]);

    const chosen = ['--env', 'sandbox', '--rule', 'collection/*', '--rule', 'status/success'];
    const ran = await run(['run', ...chosen, '--data', 'sandbox=data.csv']);
    expect([ran.code, ran.stdout.includes('2 cases passed')]).toEqual([0, true]);
    expect(server.requests.every((text) => text.startsWith('GET /row?name=Ada&zip=00123 '))).toBe(true);
    const results = await readFile(path.join(cwd, 'reports/results.json'), 'utf8');
    expect(JSON.parse(results).identity.environments[0].data).toEqual({ file: 'data.csv', rows: 1 });
    expect(results).not.toContain('00123');
  });

  it('is refused with a file that is none, before anything is sent', async () => {
    const { run, server } = await imported();
    const told = async (file: string) => (await run(['run', '--env', 'sandbox', '--data', file])).stderr;
    expect(await told('rows.csv')).toMatch(/^DATA_INVALID rows.csv: there is no such file\. Name a CSV file/);
    expect(await told('sandbx=data.csv')).toMatch(/^ENVIRONMENT_UNKNOWN --data sandbx=data.csv: .*“sandbox”/);
    expect(server.requests).toEqual([]);
  });
});
