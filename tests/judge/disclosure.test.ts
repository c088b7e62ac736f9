import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { EnvironmentName } from '../../src/contract/exchange.js';
import { loadContract } from '../../src/contract/load.js';
import { holdsConsumerData } from '../../src/masking/consumer-data.js';
import { Disclosure } from '../../src/masking/disclosure.js';
import { Secrets } from '../../src/masking/secrets.js';
import { UnitDisclosure } from '../../src/masking/unit-disclosure.js';
import { bodyText, receivedBody } from '../../src/report/body-text.js';
import { exchangeOf } from '../report/run-result.js';

const contract = await loadContract({ workspace: path.resolve(import.meta.dirname, '../..') });
const secrets = new Secrets();
secrets.recall({ pseudonym: 'pseudo-1', label: '{{token-1}}' });
const disclosure = new Disclosure(contract, secrets);

interface Parts {
  readonly request?: string;
  readonly environment?: EnvironmentName;
  readonly keeps?: boolean;
}

function shown(answer: string | Buffer, { request = '', environment, keeps }: Parts = {}): string {
  const exchange = exchangeOf({ answer, body: request, ...(environment && { environment }) });
  const config = { ...contract.config, keepBodies: ['production' as const] };
  const rules = keeps ? new Disclosure({ ...contract, config }, secrets) : disclosure;
  const { outcome } = rules.evidence(exchange);
  const body = outcome.kind === 'answer' ? receivedBody(outcome.body) : undefined;
  return body ? bodyText(body) : '';
}

describe('The body of an answer', () => {
  it.each([
    'email',
    'customerEmail',
    'phone_number',
    'first_name',
    'date_of_birth',
    'ssn',
    'card',
    'iban',
    'account_number',
    'Address',
  ])('shows no value of the field %s', (field) => {
    expect(shown(JSON.stringify({ id: 'c_1', [field]: 'Jane 12' }))).not.toContain('Jane 12');
  });

  it.each(['id', 'status', 'account_id', 'error_code', 'filter', 'discard'])(
    'shows the field %s',
    (field) => {
      expect(holdsConsumerData(field)).toBe(false);
    },
  );

  it('shows no consumer data in objects and lists, in numbers, or in JSON that was cut', () => {
    const text = JSON.stringify({ items: [{ address: { lines: ['Main St'], no: 77 }, phone: 5551234 }] });
    for (const part of ['Main St', '77', '5551234']) expect(shown(text)).not.toContain(part);
    expect(shown('{"a":[{"email":"jane@exam')).toBe('{"a":[{"email":"(text of 9)"');
    expect(shown('{"email": "jane@x.com", "email": "joe@x.com"}')).toBe(
      '{"email": "(text of 10)", "email": "(text of 9)"}',
    );
  });

  it('shows what the request itself held', () => {
    const request = '{"email":"new@example.com"}';
    expect(shown('{"email":"new@example.com","phone":"123"}', { request })).toBe(
      '{\n  "email": "new@example.com",\n  "phone": "(text of 3)"\n}',
    );
  });

  it('shows no e-mail address in a text of another field', () => {
    expect(shown('{"message":"Jane <jane@example.com> is there","a":"a@b"}')).toBe(
      '{\n  "message": "Jane <(text of 16)> is there",\n  "a": "a@b"\n}',
    );
  });

  it('keeps what is wrong with JSON visible', () => {
    expect(shown('{"id":1,"id":2}')).toBe('{"id":1,"id":2}');
    expect(shown('{"id":1.0}')).toBe('{"id":1.0}');
    expect(shown('{"id":1} trailing')).toBe('{"id":1} trailing');
  });

  it('is cut, and says so', () => {
    expect(shown('x'.repeat(3000))).toMatch(/^x{2000}… \(1,000 more characters\)$/);
  });

  it('is described where it is no text', () => {
    expect(shown(Buffer.from([0xff, 0x00, 0x01]))).toBe('(3 bytes that are no text, beginning ff0001)');
  });
});

describe('Of an answer of production', () => {
  const production = { environment: 'production' } as const;

  it('names, kinds and lengths are shown, and identifiers, error codes and what was sent', () => {
    const answer = JSON.stringify({
      request_id: 'req_1',
      error_code: 'anything',
      plan: 'Gold plus',
      score: 12.5,
      active: true,
      note: 'as sent',
      token: 'pseudo-1',
      ids: ['a@b.example', 'x_1'],
    });
    expect(JSON.parse(shown(answer, { ...production, request: '{"note":"as sent"}' }))).toEqual({
      request_id: 'req_1',
      error_code: 'anything',
      plan: '(text of 9)',
      score: '(number of 4)',
      active: true,
      note: 'as sent',
      token: '{{token-1}}',
      ids: ['(text of 11)', 'x_1'],
    });
  });

  it('a text that is no JSON, or broken JSON, is a length as well', () => {
    expect(shown('<h1>Jane</h1>', production)).toBe('(text of 13)');
    expect(shown('{"id":"x_1"} Jane', production)).toBe('{"id":"x_1"} "(text of 4)"');
    expect(shown(Buffer.from('\xff\xfeJane', 'latin1'), production)).toBe(
      '(6 bytes that are no text, beginning fffe4a61)',
    );
  });

  it('the body is shown where contract.yaml keeps it, but for consumer data', () => {
    expect(shown('{"plan":"Gold plus","email":"j@x.example"}', { ...production, keeps: true })).toContain(
      '"plan": "Gold plus",\n  "email": "(text of 11)"',
    );
  });
});

describe('A text that quotes answers', () => {
  const unit = new UnitDisclosure(disclosure);
  const long = 'a long text that a rule cuts after some characters';
  const values = { name: 'Ann-Marie "Q"', plan: 'gold', sum: 250, long };
  unit.see(exchangeOf({ environment: 'production', answer: JSON.stringify(values) }));

  it.each([
    ['$.name "Ann-Marie \\"Q\\""', '$.name "(text of 13)"'],
    ['expected Ann-Marie "Q" to be someone else', 'expected (text of 13) to be someone else'],
    ["expected 'gold' to equal 'silver'", "expected '(text of 4)' to equal 'silver'"],
    ['$.plans[0].gold "gold"', '$.plans[0].gold "(text of 4)"'],
    ['the gold standard', 'the gold standard'],
    ['$.sum 250', '$.sum (number of 3)'],
    ['status 250, after 250 items', 'status 250, after 250 items'],
    [`a trace in $.long: ${long.slice(0, 30)}…`, 'a trace in $.long: (text of 50)…'],
  ])('shows %s as %s', (text, expected) => {
    expect(unit.text(text)).toBe(expected);
  });
});
