import { expect, test } from 'vitest';
import { SENTENCES } from '../../src/contract/sentences.js';

test('the documented sentences D1 to D12 are there, each a sentence', () => {
  expect(Object.keys(SENTENCES)).toEqual(Array.from({ length: 12 }, (_, index) => `D${index + 1}`));
  for (const sentence of Object.values(SENTENCES)) expect(sentence).toMatch(/^\S.+\.$/);
});
