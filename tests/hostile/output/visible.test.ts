import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shownJson } from '../../../src/contract/shown-json.js';
import { oneLine, visible } from '../../../src/contract/visible.js';
import { character, NEEDED, UNSEEN, unseenIn } from './characters.js';

describe.each(Object.entries(UNSEEN))('What people are shown of %s', (_, codes) => {
  it.each(codes.map((code) => [code.toString(16), character(code)]))('is the number: %s', (number, one) => {
    expect(visible(`a${one}b`)).toBe(`a\\u{${number}}b`);
    expect(visible(one.repeat(3))).toBe(`\\u{${number}}`.repeat(3));
    expect(unseenIn(shownJson([`a${one}b`, { [one]: one }]))).toEqual([]);
  });
});

describe('What people are shown', () => {
  it.each(NEEDED)('is the word as it is, where its script or its emoji needs the character: %s', (word) => {
    expect(visible(`“${word}”`)).toBe(`“${word}”`);
  });

  it('is no second joiner in a row, and none between letters that do not join', () => {
    expect(visible('می\u200c\u200cخواهم')).toBe('می\\u{200c}\\u{200c}خواهم');
    expect(visible('👩\u200d\u200d🚀')).toBe('👩\\u{200d}\\u{200d}🚀');
    expect(visible('pass\u200dword')).toBe('pass\\u{200d}word');
  });

  it('keeps line ends and tabs, unless it is to be one line', () => {
    expect(visible('a\n\tb')).toBe('a\n\tb');
    expect(oneLine('a\n\tb\r')).toBe('a\\n\\tb\\u{d}');
  });

  it('is half of a surrogate pair by its number', () => {
    expect(visible('\ud83d')).toBe('\\u{d83d}');
  });
});

it('JSON holds the same value, whatever stands in it, and nothing that cannot be seen', () => {
  const property = fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
    for (const space of [0, 2]) {
      const text = shownJson(value, space);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(visible(text)).toBe(text);
    }
  });
  fc.assert(property);
});
