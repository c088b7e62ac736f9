import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOrdinary } from '../../src/masking/ordinary.js';
import { Secrets } from '../../src/masking/secrets.js';

type Write = (character: string) => string;

const hex = (text: string): string => Buffer.from(text).toString('hex');
const ESCAPES: Readonly<Record<string, Write>> = {
  'percent signs': (one) => hex(one).replace(/../g, '%$&'),
  JSON: (one) => one.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  HTML: (one) => `&#x${one.codePointAt(0)?.toString(16)};`,
};

const letters = fc.string({
  unit: fc.constantFrom(...'abcdefghijkmnopqrstuvwxyzABCDEFGH0123456789'),
  minLength: 5,
  maxLength: 12,
});
const odd = fc.string({ unit: fc.constantFrom(...`'"%+/=<>&\\ éπ漢🔑`), minLength: 1, maxLength: 5 });
const secret = fc
  .tuple(letters, odd, letters)
  .map((parts) => parts.join(''))
  .filter((text) => !isOrdinary(text));
/** Which of the characters are escaped. */
const which = fc.array(fc.boolean(), { minLength: 40, maxLength: 40 });

/** Of what is left as it is, nothing may be read as an escape, as no writer would leave it so. */
const MUST = /[%\\&"<>]/;
const escaped = (text: string, write: Write, chosen: readonly boolean[]): string =>
  [...text].map((one, at) => (chosen[at] || MUST.test(one) ? write(one) : one)).join('');

describe('A secret of which some characters are escaped', () => {
  it.each(Object.entries(ESCAPES))('with %s is hidden, found and shown by its name', (_name, write) => {
    fc.assert(
      fc.property(secret, which, (text, chosen) => {
        const secrets = new Secrets();
        secrets.add(text, '{{KEY}}');
        const written = escaped(text, write, chosen);
        const hidden = secrets.hide(`before ${written} after`);
        expect(hidden).not.toContain(written);
        expect(secrets.leak(written)).toBe('{{KEY}}');
        expect(secrets.leak(hidden)).toBeUndefined();
        expect(secrets.show(hidden)).toBe('before {{KEY}} after');
      }),
      { numRuns: 150 },
    );
  });

  it('is hidden in JSON that stands in JSON, and in the HTML of a page', () => {
    fc.assert(
      fc.property(secret, which, (text, chosen) => {
        const secrets = new Secrets();
        secrets.add(text, '{{KEY}}');
        const body = JSON.stringify({ a: escaped(text, ESCAPES['JSON'] ?? String, chosen) });
        const page = JSON.stringify({ body })
          .replaceAll('&', '&amp;')
          .replaceAll('<', '&lt;')
          .replaceAll('"', '&quot;');
        for (const written of [JSON.stringify(text), JSON.stringify({ body: JSON.stringify(text) }), page]) {
          expect(secrets.leak(written)).toBe('{{KEY}}');
          expect(secrets.leak(secrets.hide(written))).toBeUndefined();
        }
      }),
      { numRuns: 150 },
    );
  });
});
