import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { contract, workspaceWith } from '../cli/workspace.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
const SCOPE = [
  ...['--embedded', '--quiet', '--profile', 'nightly'],
  ...['--operation', 'Customers / Get*', '--operation', 'Models / List*', '--operation', 'Tokens / Intro*'],
  ...['--fault', 'error-in-success', '--fault', 'total-negative@production'],
];

interface Told {
  readonly cases: readonly { readonly id: string; readonly verdict: string }[];
  readonly problems: readonly { readonly id: string }[];
  readonly notes: readonly string[];
  readonly shortfalls: readonly string[];
}

async function told(folder: string): Promise<Told> {
  return JSON.parse(await readFile(path.join(folder, 'results.json'), 'utf8'));
}

const verdicts = ({ cases }: Told): string[] => cases.map(({ id, verdict }) => `${id}: ${verdict}`);

it('Merged shards leave what one run leaves: verdicts, setups of failures, a record to judge again, a line of history', async () => {
  const made = await workspaceWith();
  const at = (name: string): string => path.join(made, name);
  const ran = (...args: string[]) => contract(args, { cwd: ROOT });
  expect((await ran('run', ...SCOPE, '--out', at('whole'))).code).toBe(1);
  for (const index of [1, 2]) await ran('run', ...SCOPE, '--shard', `${index}/2`, '--out', at(`${index}`));
  const demands = ['--since', at('whole'), '--min-codes', '100', '--max-skipped', '0'];
  const merged = await ran('merge', at('2'), at('1'), ...demands, '--out', at('merged'));
  expect(merged.code).toBe(1);
  expect(merged.stdout).toContain('still failing');
  const [whole, joined] = [await told(at('whole')), await told(at('merged'))];
  expect(verdicts(joined)).toEqual(verdicts(whole));
  expect(joined.shortfalls).toHaveLength(2);
  const again = await ran('judge', at('merged/record.ndjson.gz'), '--quiet', '--out', at('again'));
  expect(again.code).toBe(1);
  expect(verdicts(await told(at('again')))).toEqual(verdicts(whole));
  const items = async (folder: string): Promise<string[]> => {
    const text = await readFile(path.join(at(folder), 'failures.postman_collection.json'), 'utf8');
    return [...text.matchAll(/"name": "(.*)"/g)].map(([, name = '']) => name).sort();
  };
  expect(await items('merged')).toEqual(await items('whole'));
  expect((await items('merged')).some((name) => name.startsWith('setup: '))).toBe(true);
  expect((await readFile(at('merged/history.ndjson'), 'utf8')).trim().split('\n')).toHaveLength(1);
});
