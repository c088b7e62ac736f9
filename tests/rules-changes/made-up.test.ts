import { describe, expect, it } from 'vitest';
import type { WireRequest } from '../../src/contract/exchange.js';
import { inBody, replaceEverywhere } from '../../src/rules/support/changes.js';
import { anotherIdentifier, unknownIdentifier } from '../../src/rules/support/made-up.js';

const FORMS: Readonly<Record<string, [known: string, form: RegExp]>> = {
  'a UUID of version 4': ['6f1c2d3e-4a5b-4c6d-8e7f-90a1b2c3d4e5', /^6f1c2d3e-4a5b-4c6d-8e7f-[0-9a-f]{12}$/],
  'a ULID': ['01HZX3T9KQ7M2N4P6R8S0V1W3Y', /^01HZX3T9KQ7M2N4P6[0-9A-HJKMNP-TV-Z]{9}$/],
  'a letter and digits': ['k62682165032573', /^k\d{14}$/],
  'a kind and digits': ['cus_000123', /^cus_9\d{5}$/],
  'a number': ['104417', /^9\d{5}$/],
  'a kind and hex': ['snk-0a1b2c3d4e5f6789', /^snk-0a1b2c3d4[0-9a-f]{7}$/],
};

describe('An identifier that does not exist', () => {
  it.each(Object.entries(FORMS))('keeps the form of %s', (_, [known, form]) => {
    for (let time = 0; time < 20; time++) {
      expect(anotherIdentifier(known)).toMatch(form);
      expect(anotherIdentifier(known)).not.toBe(known);
    }
  });
});

describe('An identifier of something that nobody has', () => {
  it('is no short number, where identifiers are counted up: somebody may have that one', () => {
    for (const known of ['0', '7', '27', '12345678'])
      expect(unknownIdentifier(known), known).toMatch(/^9\d{8}$/);
  });

  it('keeps its digits where they are a form, or many', () => {
    expect(unknownIdentifier('0042')).toMatch(/^9\d{3}$/);
    expect(unknownIdentifier('1234567890123')).toMatch(/^9\d{12}$/);
    expect(unknownIdentifier('cus_000123')).toMatch(/^cus_9\d{5}$/);
  });
});

describe('A value in a JSON body', () => {
  const request: WireRequest = {
    method: 'POST',
    origin: 'https://localhost',
    target: '/x',
    headers: [],
    body: Buffer.from('{"person_id":7,"limit":7,"name":"7"}'),
  };

  it('is replaced where it is a number too, by a number', () => {
    expect(String(replaceEverywhere(request, '7', '93').body)).toBe(
      '{"person_id":93,"limit":93,"name":"93"}',
    );
  });

  it('is replaced at its own place alone where that is known', () => {
    expect(String(inBody(request, '$.person_id', '93').body)).toBe('{"person_id":93,"limit":7,"name":"7"}');
  });
});
