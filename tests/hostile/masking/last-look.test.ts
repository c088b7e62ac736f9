import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LastLook, Verbatim, type Written } from '../../../src/masking/last-look.js';
import { isOrdinary } from '../../../src/masking/ordinary.js';
import { Secrets } from '../../../src/masking/secrets.js';

const LABEL = '{{SANDBOX_CLIENT_ID}}';

function lookFor(secret: string) {
  const secrets = new Secrets();
  secrets.add(secret, LABEL);
  return { secrets, look: new LastLook(secrets) };
}

function written(
  look: LastLook,
  parts: Iterable<string | Verbatim>,
  how: Written,
  found = new Set<string>(),
): string {
  return Buffer.concat([...look.pieces(parts, how, found)].map((piece) => Buffer.from(piece))).toString();
}

/** The same text in parts of some length. */
const inParts = (text: string, length: number): string[] =>
  Array.from({ length: Math.ceil(text.length / length) }, (_, at) =>
    text.slice(at * length, (at + 1) * length),
  );

const secret = fc
  .tuple(
    fc.string({ unit: fc.constantFrom(...'abcdef0123456789'), minLength: 4, maxLength: 8 }),
    fc.string({ unit: fc.constantFrom(...`"\\<>&'/ éπ🔑n`), maxLength: 4 }),
    fc.string({ unit: fc.constantFrom(...'abcdef0123456789-'), minLength: 4, maxLength: 8 }),
  )
  .map((parts) => parts.join('x'))
  .filter((text) => !isOrdinary(text));

describe('The last look', () => {
  it('replaces across all pieces of a long file, and leaves everything else', () => {
    const { look, secrets } = lookFor('shop-of-the-client-4711');
    const filling = 'ü'.repeat(997);
    const text = Array.from({ length: 800 }, (_, at) => `${at}${filling}shop-of-the-client-4711`).join('');
    const found = new Set<string>();
    const masked = written(look, inParts(text, 70_001), 'text', found);
    expect(masked).toBe(text.replaceAll('shop-of-the-client-4711', LABEL));
    expect(secrets.leak(masked)).toBeUndefined();
    expect([...found]).toEqual([LABEL]);
  });

  it('leaves JSON that can be read, whatever the secret is', () => {
    fc.assert(
      fc.property(secret, fc.integer({ min: 1, max: 40 }), (given, length) => {
        const { look, secrets } = lookFor(given);
        const data = {
          [given]: [given, `\\${given}`, `\n${given}\t`, { deep: JSON.stringify({ given }) }],
          n: 1,
        };
        for (const text of [JSON.stringify(data), JSON.stringify(data, null, 2)]) {
          const masked = written(look, inParts(text, length), 'json');
          JSON.parse(masked);
          expect(secrets.leak(masked)).toBeUndefined();
        }
      }),
      { numRuns: 100 },
    );
  });

  it('leaves numbers of JSON numbers', () => {
    const { look } = lookFor('4711081500');
    const masked = written(
      look,
      [JSON.stringify({ a: 4711081500, b: [14711081500], c: '4711081500' })],
      'json',
    );
    expect(JSON.parse(masked)).toEqual({ a: 9999999999, b: [19999999999], c: LABEL });
  });

  it('does not touch what is the suite’s own', () => {
    const { look } = lookFor('shop-of-the-client-4711');
    const script = new Verbatim('<script>"shop-of-the-client-4711"</script>');
    expect(written(look, ['a shop-of-the-client-', script, '4711'], 'html')).toBe(
      'a shop-of-the-client-<script>"shop-of-the-client-4711"</script>4711',
    );
  });
});
