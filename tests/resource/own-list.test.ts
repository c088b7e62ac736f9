import { expect, it } from 'vitest';
import { pageIn } from '../../src/rules/support/pages.js';

it('A page is what stands where the list is known to be, and no other array', () => {
  const thing = { customer_id: 'c', tags: [], notes: [{ text: 'a' }] };
  expect(pageIn(thing)?.at).toBe('$.notes');
  expect(pageIn(thing, ['items'])).toBeUndefined();
  expect(pageIn({ ...thing, items: [] }, ['items'])).toMatchObject({ items: [], at: '$.items' });
});
