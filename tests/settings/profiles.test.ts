import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { PROFILE_NAMES, PROFILES, type Profile } from '../../src/settings/profiles.js';

/** In which words the README tells each difference. */
const WORDS: {
  readonly [K in keyof Profile]: readonly [label: string, told: (value: Profile[K]) => string];
} = {
  confirms: ['a failed case is confirmed by running its unit again', (does) => (does ? 'yes' : 'no')],
  flakyFails: ['a flaky case breaks the contract', (does) => (does ? 'yes' : 'no')],
  needsBoth: ['both environments have to be checked', (does) => (does ? 'yes' : 'no')],
  writes: [
    'without `--writes`, requests that change data are sent to',
    (names) => (names.length === 0 ? 'nowhere' : names.join(', ')),
  ],
  listsWaivers: ['the terminal lists each waived case', (does) => (does ? 'yes' : 'no')],
  mostSkipped: ['cases that may be skipped before there is no verdict', (most) => `${most} %`],
};

function cellsOf<K extends keyof Profile>(key: K): string[] {
  const [label, told] = WORDS[key];
  return [label, ...PROFILE_NAMES.map((name) => told(PROFILES[name][key]))];
}

it('The README tells in one table how the profiles differ, and nothing else', () => {
  const readme = readFileSync(path.resolve(import.meta.dirname, '../../README.md'), 'utf8');
  const [, section = ''] = /### Profiles\n(.*?)\n##/s.exec(readme) ?? [];
  const rows = section.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| ---'));
  const keys: (keyof Profile)[] = [
    'confirms',
    'flakyFails',
    'needsBoth',
    'writes',
    'listsWaivers',
    'mostSkipped',
  ];
  expect(keys.sort()).toEqual(Object.keys(PROFILES.manual).sort());
  const cells = rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  expect(cells[0]).toEqual(['', ...PROFILE_NAMES]);
  expect(cells.slice(1).sort()).toEqual(keys.map(cellsOf).sort());
});
