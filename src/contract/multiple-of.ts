import type { Ajv2020 } from 'ajv/dist/2020.js';

/** 2000000.13 is a multiple of 0.01, though not to a computer: both are taken as the decimals that they are written as. */
export async function addMultipleOf(ajv: Ajv2020): Promise<void> {
  const { _, str } = await import('ajv');
  ajv.removeKeyword('multipleOf');
  ajv.addKeyword({
    keyword: 'multipleOf',
    type: 'number',
    schemaType: 'number',
    validate: (of: number, value: number) => isMultiple(value, of),
    error: {
      message: ({ schemaCode }) => str`must be multiple of ${schemaCode}`,
      params: ({ schemaCode }) => _`{multipleOf: ${schemaCode}}`,
    },
  });
}

function isMultiple(value: number, of: number): boolean {
  const [one, other] = [decimalOf(value), decimalOf(of)];
  const places = Math.max(one.places, other.places);
  const whole = ({ digits, places: own }: Decimal): bigint => digits * 10n ** BigInt(places - own);
  return other.digits !== 0n && whole(one) % whole(other) === 0n;
}

interface Decimal {
  readonly digits: bigint;
  /** Digits behind the point; below zero where there are zeros before it. */
  readonly places: number;
}

function decimalOf(value: number): Decimal {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [before = '0', behind = ''] = mantissa.split('.');
  return { digits: BigInt(before + behind), places: behind.length - Number(exponent) };
}
