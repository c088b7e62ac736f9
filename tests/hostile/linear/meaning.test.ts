import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { glob } from '../../../src/contract/glob.js';
import { isVersion } from '../../../src/import/openapi/segments.js';
import { changeTokens } from '../../../src/import/settle/script-tokens.js';

const textOf = (...units: string[]): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...units), maxLength: 40 });

describe('What became linear means what it meant', () => {
  it('comments and literals of a script', () => {
    const usual =
      /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"|`(?:[^`\\]|\\[\s\S])*`/g;
    fc.assert(
      fc.property(textOf('/', '*', "'", '"', '`', '\\', '\n', 'a'), (text) => {
        expect(changeTokens(text, (token, at) => `<${at} ${token}>`)).toBe(
          text.replace(usual, (token, at: number) => `<${at} ${token}>`),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('names with stars', () => {
    fc.assert(
      fc.property(textOf('a', 'b', '*', '?', '/'), textOf('a', 'b', 'A', '/'), (pattern, name) => {
        const usual = pattern.replaceAll('*', '.*').replaceAll('?', '.');
        expect(glob(pattern)(name)).toBe(new RegExp(`^${usual}$`, 'is').test(name));
      }),
    );
    expect(glob('*/a?c.d*')('x/abc.d')).toBe(true);
    expect(glob('*/a?c.d*')('x/abcxd')).toBe(false);
  });

  it('versions in a path', () => {
    fc.assert(
      fc.property(textOf('a', '1', '.', '_', '-'), (text) => {
        expect(isVersion(`v${text}`)).toBe(/^v\d+([._-]\w+)*$/i.test(`v${text}`));
      }),
    );
  });
});
