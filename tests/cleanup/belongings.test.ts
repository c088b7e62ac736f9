import { describe, expect, it } from 'vitest';
import { Belongings, type Created } from '../../src/drive/belongings.js';
import { operationsIn } from '../import/infer-support.js';

const request = (url: string) => ({ method: 'POST', url });
const [add, drop] = operationsIn(
  { name: 'Add', request: request('{{baseUrl}}/books/add') },
  { name: 'Drop', request: request('{{baseUrl}}/books/{{book}}/drop') },
);
if (!add || !drop) throw new Error('two operations are there');
const scopes = { environment: {}, collection: {}, globals: {} };
const made = (book: string): Created => ({
  operation: add,
  deleteBy: drop,
  own: { book },
  above: [],
  scopes,
});

describe('An identifier', () => {
  it('is given twice where something has it', () => {
    const belongings = new Belongings();
    expect([belongings.add(made('1')), belongings.add(made('2')), belongings.add(made('1'))]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('is free again once its thing is deleted, or is just being deleted', () => {
    const belongings = new Belongings();
    const [one, two] = [made('1'), made('2')];
    for (const created of [one, two]) belongings.add(created);
    belongings.gone(one);
    belongings.leaves(two);
    expect([belongings.add(made('1')), belongings.add(made('2'))]).toEqual([false, false]);
  });

  it('is one that was given before, be its first thing deleted or not', () => {
    const belongings = new Belongings();
    const one = made('1');
    belongings.add(one);
    belongings.gone(one);
    expect(belongings.isRepeated(made('1'))).toBe(false);
    belongings.add(made('1'));
    expect([made('1'), made('2')].map((created) => belongings.isRepeated(created))).toEqual([true, false]);
  });
});
