import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOrdinary } from '../../../src/masking/ordinary.js';
import { Secrets } from '../../../src/masking/secrets.js';
import { formsOf } from '../../privacy/forms.js';

const LABEL = '{{SECRET}}';

function secretsOf(secret: string): Secrets {
  const secrets = new Secrets();
  secrets.add(secret, LABEL);
  return secrets;
}

const shown = (secrets: Secrets, text: string): string => secrets.show(secrets.hide(text));

const letters = fc.string({
  unit: fc.constantFrom(...'abcdefghkmnpqrstXYZ0123456789'),
  minLength: 6,
  maxLength: 12,
});
const odd = fc.string({ unit: fc.constantFrom(...`'"\`%+/=<>&\\ éπ漢🔑`), minLength: 1, maxLength: 4 });
const secret = fc
  .tuple(letters, odd, letters)
  .map((parts) => parts.join(''))
  .filter((text) => !isOrdinary(text));

describe('A secret is found', () => {
  it('in every form, whatever stands around it', () => {
    fc.assert(
      fc.property(secret, fc.constantFrom('"', ' ', '|', '…', ''), (given, behind) => {
        const secrets = secretsOf(given);
        for (const [form, written] of formsOf(given)) {
          if (behind === '' && form.includes('cut')) continue;
          expect(shown(secrets, `-${written}${behind}`), form).toContain(LABEL);
          expect(shown(secrets, `-${written}${behind}`), form).not.toContain(written);
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    [`it's-mine-4711`, `expected 'it\\'s-mine-4711' to equal 'x'`],
    [`it's-mine-4711`, 'expected "it\\x27s-mine-4711" to equal 1'],
    ['tick`tock-4711', 'expected `tick\\`tock-4711` to be there'],
    ['tick"tock-4711', '{"message":"expected \\"tick\\\\\\"tock-4711\\" to be"}'],
    ['line\nfeed-4711', `expected 'line\\nfeed-4711' to match`],
    ['with\x1besc-4711', `'with\\x1Besc-4711'`],
    ['key-🔑-of-4711', `'key-\\u{1F511}-of-4711'`],
    ['a-long-one-Zr41xQmT7-of-30-ch', `expected 'a-long-one-Zr41xQ…' to equal 'x'`],
    ['MiXed-4711-kEy', 'MIXED-4711-KEY is wrong'],
    ['MiXed-4711-kEy', 'mixed-4711-key is wrong'],
  ])('%j in %s', (given, text) => {
    expect(shown(secretsOf(given), text)).toContain(LABEL);
  });

  it('by no part of a word that only begins as it does', () => {
    const secrets = secretsOf('customers-of-2024-Zr41');
    for (const text of ['customers-of-2024', 'customers-of-2025-x']) expect(shown(secrets, text)).toBe(text);
  });

  it('as the credential of another who has it in capitals, where both are known', () => {
    const secrets = new Secrets();
    secrets.add('Shop-4711-a', '{{ONE}}');
    secrets.add('SHOP-4711-A', '{{OTHER}}');
    expect(shown(secrets, 'Shop-4711-a SHOP-4711-A')).toBe('{{ONE}} {{OTHER}}');
  });
});

describe('What takes its place', () => {
  it('leaves JSON what it was, where the secret seems to begin in an escape', () => {
    const secrets = secretsOf('nabc-4711-xyz');
    const text = JSON.stringify({ a: '\nabc-4711-xyz', b: 'nabc-4711-xyz', c: '\\nabc-4711-xyz' });
    const parsed: unknown = JSON.parse(shown(secrets, text));
    expect(parsed).toMatchObject({ b: LABEL });
  });
});
