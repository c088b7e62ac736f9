import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/** Who may import whom: a layer, and all the layers below it that it may look at. `src/README.md` tells the same. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  contract: [],
  settings: ['contract'],
  rules: ['contract'],
  'user-rules': ['contract', 'rules'],
  plan: ['contract', 'settings', 'rules'],
  drive: ['contract', 'settings', 'rules', 'plan'],
  judge: ['contract', 'settings', 'rules', 'plan', 'drive'],
  record: ['contract', 'settings', 'rules', 'plan', 'drive', 'judge'],
  report: ['contract', 'rules', 'plan', 'judge'],
  import: ['contract'],
  diff: ['contract'],
  // The files beside the folders put the five steps together.
  '.': ['contract', 'settings', 'rules', 'user-rules', 'plan', 'drive', 'judge', 'record'],
  'reference-api': [],
  prove: ['.', 'contract', 'settings', 'rules', 'plan', 'drive', 'judge', 'report', 'reference-api'],
  cli: [
    '.',
    'contract',
    'settings',
    'rules',
    'plan',
    'judge',
    'record',
    'report',
    'import',
    'diff',
    'reference-api',
    'prove',
  ],
};

const root = path.resolve(import.meta.dirname, '../src');
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));

const layerOf = (file: string): string => {
  const [first = '', ...rest] = file.split(path.sep);
  return rest.length === 0 ? '.' : first;
};

function importsOf(file: string): string[] {
  const source = readFileSync(path.join(root, file), 'utf8');
  const named = [...source.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, target = '']) => target);
  return named.map((target) => path.relative(root, path.resolve(root, path.dirname(file), target)));
}

describe('The layers of src', () => {
  it('are all known', () => {
    expect([...new Set(files.map(layerOf))].sort()).toEqual(Object.keys(MAY_IMPORT).sort());
  });

  it.each(Object.keys(MAY_IMPORT))('%s imports only what lies below it', (layer) => {
    const allowed = [layer, ...(MAY_IMPORT[layer] ?? [])];
    const wrong = files
      .filter((file) => layerOf(file) === layer)
      .flatMap((file) => importsOf(file).map((target) => ({ file, target })))
      .filter(({ target }) => !allowed.includes(layerOf(target)))
      .map(({ file, target }) => `${file} imports ${target}`);
    expect(wrong).toEqual([]);
  });
});
