import { expect, it } from 'vitest';
import { DEEP } from './body-manners.js';
import { booksOf, runWith, verdictOf } from './odd.js';

it('A run looks at JSON of a hundred thousand levels as at any other', async () => {
  const result = await runWith(DEEP, {}, 20_000);
  for (const name of Object.keys(DEEP)) {
    for (const rule of ['response/complete', 'response/json', 'status/success', 'collection/assertion'])
      expect(verdictOf(result, `Odd / ${name}`, rule)).toBe('passed');
  }
  expect(booksOf(result).others).toEqual([]);
});
