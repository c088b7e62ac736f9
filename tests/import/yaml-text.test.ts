import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { yamlEntry, yamlText } from '../../src/import/yaml-text.js';

const names = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: fc.constantFrom(...'aeT019 .-/:#&*!|>\'"%@`{}[],?()+_~<=xo\\\n\t\u00a0\u0085\u2028') }),
  fc.constantFrom('true', 'No', 'null', '~', '0x1f', '0o17', '.inf', '1e5', '2026-01-01', '- a', '---', '<<'),
  fc.string({ minLength: 1001, maxLength: 1100 }),
);

describe('A text as YAML', () => {
  it('is read back as it was, as a key and as a value', () => {
    fc.assert(
      fc.property(names, names, (key, value) => {
        const text = `map:\n${yamlEntry(key, `{ unique: [ ${yamlText(value)} ] }`, '  ')}`;
        const read: unknown = parse(text, { mapAsMap: true });
        expect(read).toEqual(new Map([['map', new Map([[key, new Map([['unique', [value]]])]])]]));
      }),
      { numRuns: 2000 },
    );
  });

  it.each(['Orders / :id / Get an order', "Owner's", 'Get (all)', 'a'])(
    'is written without quotes where people would: %s',
    (name) => {
      expect(yamlText(name)).toBe(name);
    },
  );
});
