import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/** Who may import whom: a layer, and all the layers below it that it may look at. `src/README.md` tells the same. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  contract: [],
  masking: ['contract'],
  settings: ['contract'],
  rules: ['contract', 'masking'],
  'user-rules': ['contract', 'rules'],
  request: ['contract'],
  plan: ['contract', 'settings', 'rules', 'request'],
  drive: ['contract', 'masking', 'settings', 'rules', 'request', 'plan'],
  judge: ['contract', 'masking', 'settings', 'rules', 'plan', 'drive'],
  record: ['contract', 'masking', 'settings', 'rules', 'plan', 'drive', 'judge'],
  report: ['contract', 'masking', 'rules', 'plan', 'judge'],
  import: ['contract', 'masking'],
  diff: ['contract', 'import'],
  // The files beside the folders put the five steps together.
  '.': ['contract', 'masking', 'settings', 'rules', 'user-rules', 'plan', 'drive', 'judge', 'record'],
  'reference-api': [],
  prove: ['.', 'contract', 'settings', 'rules', 'plan', 'drive', 'judge', 'report', 'reference-api'],
  cli: [
    '.',
    'contract',
    'masking',
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

/** The file that an import names as it will be compiled. */
const sourceOf = (target: string): string =>
  [target.replace(/js$/, 'ts'), target.replace(/js$/, 'tsx')].find((file) => files.includes(file)) ?? target;

function importsOf(file: string, pattern = /(?:from|import)\s*\(?\s*'(\.[^']+)'/g): string[] {
  if (!files.includes(file)) return [];
  const source = readFileSync(path.join(root, file), 'utf8');
  const named = [...source.matchAll(pattern)].map(([, target = '']) => target);
  return named.map((target) => path.relative(root, path.resolve(root, path.dirname(file), target)));
}

describe('The layers of src', () => {
  it('are all known', () => {
    expect([...new Set(files.map(layerOf))].sort()).toEqual(Object.keys(MAY_IMPORT).sort());
  });

  it('have no files that import one another in a circle', () => {
    const open: string[] = [];
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string): void => {
      if (open.includes(file)) circles.push([...open.slice(open.indexOf(file)), file].join(' > '));
      if (done.has(file)) return;
      done.add(file);
      open.push(file);
      // What is loaded when it is needed makes no circle.
      for (const target of importsOf(file, /from\s*'(\.[^']+)'/g).map(sourceOf)) visit(target);
      open.pop();
    };
    for (const file of files) visit(file);
    expect(circles).toEqual([]);
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
