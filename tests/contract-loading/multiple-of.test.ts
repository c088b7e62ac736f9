import { expect, it } from 'vitest';
import { newAjv } from '../../src/contract/validator.js';

it('A number is a multiple by the decimals that it is written as', async () => {
  const ajv = await newAjv();
  const fits = (value: unknown, multipleOf: number) => ajv.validate({ multipleOf }, value);
  for (const amount of [1.13, 2000000.13, 39999999.12, 999999999999.99, -143.48, 0, 1e21, 5])
    expect(fits(amount, 0.01), String(amount)).toBe(true);
  for (const amount of [1.135, 2000000.131, 1e-3, 143.4800001])
    expect(fits(amount, 0.01), String(amount)).toBe(false);
  expect(fits(7, 3)).toBe(false);
  expect(fits(2.5e-7, 1e-8)).toBe(true);
  expect(fits('no number', 0.01)).toBe(true);
  expect(ajv.errors).toBeNull();
  expect(fits(1.135, 0.01)).toBe(false);
  expect(ajv.errors?.[0]).toMatchObject({
    keyword: 'multipleOf',
    params: { multipleOf: 0.01 },
    message: 'must be multiple of 0.01',
  });
});
