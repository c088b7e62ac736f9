import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emailsIn, isEmail, withEmails } from '../../../src/contract/email.js';

const addresses = (text: string): string[] => [...emailsIn(text)].map(({ address }) => address);

describe('E-mail addresses', () => {
  it.each([
    ['write to ada.l+x@mail.example.org, or to b@c.de.', ['ada.l+x@mail.example.org', 'b@c.de']],
    ['a@b.com@c.de', ['a@b.com']],
    ['a@b@c.de', ['b@c.de']],
    ['@example.org a@ a@b a@b.c a@.org', []],
    ['x@1.2.example.co1', ['x@1.2.example.co']],
  ])('are found in %s', (text, found) => {
    expect(addresses(text)).toEqual(found);
  });

  it('are those that the usual pattern finds in any text', () => {
    const usual = /[\w.%+'-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}/g;
    const texts = fc.string({
      unit: fc.constantFrom('a', 'B', '1', '.', '-', '@', '@', ' ', "'", 'é'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(texts, (text) => {
        expect(addresses(text)).toEqual(text.match(usual) ?? []);
        expect(withEmails(text, () => '#')).toBe(text.replace(usual, '#'));
        expect(isEmail(text)).toBe(/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text));
      }),
    );
  });
});
