import { describe, expect, it } from 'vitest';
import { holdsConsumerData } from '../../src/contract/consumer-data.js';
import { bodyText, receivedBody } from '../../src/report/body-text.js';

const shown = (answer: string | Buffer, request = ''): string => {
  const body = receivedBody(Buffer.from(answer), Buffer.from(request));
  return body ? bodyText(body) : '';
};

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
    expect(shown('{"a":[{"email":"jane@exam')).toBe('{"a":[{"email":"***"');
    expect(shown('{"email": "jane@x.com", "email": "joe@x.com"}')).toBe('{"email": "***", "email": "***"}');
  });

  it('shows what the request itself held', () => {
    const request = '{"email":"new@example.com"}';
    expect(shown('{"email":"new@example.com","phone":"123"}', request)).toBe(
      '{\n  "email": "new@example.com",\n  "phone": "***"\n}',
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
