import { expect, it } from 'vitest';
import type { Json } from '../../src/contract/json.js';
import { duplicate } from '../../src/rules/parameter/duplicate.js';
import { viewOf } from './planned.js';

const CONFIG = { operations: { Make: { changes: true, unique: ['email', 'phone'] } } };

/** Fields that are sent twice where the catalogue has these codes for a duplicate. */
async function sentTwice(codes: readonly string[], body: Json = '', elsewhere?: string): Promise<string[]> {
  const view = await viewOf({
    body: { email: 'a@b.org', phone: '+351912345678', traits: [{ value: 1 }] },
    files: {
      'collections/contract.yaml': CONFIG,
      'schemas/error-catalog.json': {
        codes: Object.fromEntries(
          codes.map((code) => [code, { type: 'T', statuses: [400], causes: ['field-duplicate'] }]),
        ),
      },
    },
    responses: [{ name: 'Taken', code: 400, body: JSON.stringify(body) }],
  });
  const example = {
    name: 'Taken',
    status: 400,
    headers: [],
    body: JSON.stringify({ error_code: elsewhere }),
  };
  const other = { ...view.operation, name: 'Other', examples: elsewhere === undefined ? [] : [example] };
  const contract = { ...view.contract, operations: [...view.contract.operations, other] };
  const planned = duplicate.plan({ ...view, contract, operation: { ...view.operation, role: 'create' } });
  return 'skip' in planned ? [] : planned.map(({ variation }) => variation ?? '');
}

it('Fields that may only be named to have fresh values are not sent twice', async () => {
  expect(await sentTwice([])).toEqual([]);
});

it('A code for any duplicate is for all fields that are named to be unique', async () => {
  expect(await sentTwice(['ALREADY_EXISTS'])).toEqual(['email', 'phone']);
});

it('A word for any field names none, even where one is called so', async () => {
  expect(await sentTwice(['DUPLICATE_VALUE'])).toEqual(['email', 'phone']);
});

it('A code that names a field of the request is for that field alone', async () => {
  expect(await sentTwice(['email.taken'])).toEqual(['email']);
});

it('A saved example that names the field has the last word', async () => {
  const body = { error_code: 'ALREADY_EXISTS', error_type: 'T', field: 'phone' };
  expect(await sentTwice(['ALREADY_EXISTS'], body)).toEqual(['phone']);
});

it('A code that saved examples show of another operation alone says nothing of this one', async () => {
  expect(await sentTwice(['customer.email_taken'], '', 'customer.email_taken')).toEqual([]);
});

it('A saved example names the field by its code, where nothing else in it does', async () => {
  const body = { error_code: 'thing.phone_taken', error_type: 'T' };
  expect(await sentTwice(['thing.phone_taken'], body, 'thing.phone_taken')).toEqual(['phone']);
});

it('A saved example whose code has a word for any field names none by it', async () => {
  const body = { error_code: 'DUPLICATE_VALUE', error_type: 'T' };
  expect(await sentTwice(['DUPLICATE_VALUE'], body)).toEqual(['email', 'phone']);
});
