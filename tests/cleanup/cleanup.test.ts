import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ran, request } from '../steering/run-collection.js';
import { articles, json, partsOf } from './articles.js';

interface Item {
  readonly name: string;
}
const collection: { item: Item[] } = JSON.parse(readFileSync('tests/fixtures/apis/cleanup.json', 'utf8'));
const without = (...names: string[]): Item[] => collection.item.filter(({ name }) => !names.includes(name));
const body = (value: unknown) => ({ mode: 'raw', raw: JSON.stringify(value) });

describe('What a run created', () => {
  it('is deleted by the operation whose path ends in its identifier, each once', async () => {
    const api = articles();
    const { result } = await ran(collection.item, { rules: ['*/*'], answer: api.answer });
    expect(api.there).toEqual(new Set());
    expect(api.deleted.toSorted()).toEqual(api.created.toSorted());
    expect(result.leftovers).toEqual([]);
  });

  it('is left, and counted by kind, where only a favourite of it can be deleted', async () => {
    const api = articles();
    const { result } = await ran(without('Delete article'), { answer: api.answer });
    expect(api.there.size).toBeGreaterThan(3);
    expect(result.notes.filter((note) => note.includes('not deleted'))).toEqual([
      `sandbox: created and not deleted: ${api.created.length} × article (Create article; no operation deletes it): 2, 1, 3, …`,
    ]);
    expect(result.leftovers?.map(({ identifier }) => identifier).toSorted()).toEqual(
      [...api.there].toSorted(),
    );
  });

  it('is left, and says what its deletion answered', async () => {
    const api = articles({ undeletable: true });
    const { result } = await ran(without('Unfavorite'), { answer: api.answer, rules: ['status/success'] });
    expect(api.there.size).toBeGreaterThan(0);
    expect(result.leftovers?.map(({ why }) => why)).toEqual(
      [...api.there].map(() => expect.stringMatching(/^Delete article answered .*403/)),
    );
  });

  it('is no token of a log-in, by whatever name it goes', async () => {
    const logIn = (variable: string, token: string) =>
      ran(
        [
          request(
            'Log in',
            { test: `pm.globals.set('${variable}', pm.response.json().value);` },
            { method: 'POST', body: body({ user: 'ann' }) },
          ),
          request(
            'Me',
            {},
            {
              header: [{ key: 'Authorization', value: variable === 'made' ? `Token {{${variable}}}` : 'x' }],
            },
          ),
        ],
        { answer: (text) => json(200, partsOf(text).path === '/log-in' ? { value: token } : {}) },
      );
    const jwt = `eyJ${'a'.repeat(20)}.${'b'.repeat(20)}.${'c'.repeat(20)}`;
    for (const [variable, token] of [
      ['made', 'abc1'],
      ['accessToken', 'abc2'],
      ['thing', jwt],
    ] as const)
      expect((await logIn(variable, token)).result.leftovers, variable).toEqual([]);
  });

  it('is what belongs to another thing: gone with that, and left with that', async () => {
    const comment = request(
      'Comment',
      { test: "pm.globals.set('comment', pm.response.json().id);" },
      { method: 'POST', url: '{{baseUrl}}/articles/{{slug}}/favorite', body: body({ text: 'x' }) },
    );
    const answer = (api: ReturnType<typeof articles>) => (text: string) =>
      partsOf(text).path.endsWith('/favorite') ? json(201, { id: 'c1' }) : api.answer(text);
    const kinds = async (items: readonly unknown[]) =>
      new Set((await ran(items, { answer: answer(articles()) })).result.leftovers?.map(({ kind }) => kind));
    expect(await kinds([...without('Favorite', 'Unfavorite', 'Delete article'), comment])).toEqual(
      new Set(['article', 'favorite']),
    );
    expect(
      await kinds([
        ...without('Favorite', 'Unfavorite', 'Delete article'),
        comment,
        ...without('Create article', 'Get article', 'Favorite', 'Unfavorite'),
      ]),
    ).toEqual(new Set());
  });

  it('may have an identifier that was given before, once that is free again', async () => {
    const numbered = articles({ numbers: 'again' });
    const { result } = await ran(without('Favorite', 'Unfavorite'), {
      rules: ['status/*', 'resource/*'],
      answer: numbered.answer,
    });
    expect(result.counts.errored).toBe(0);
    expect(new Set(numbered.created).size).toBeLessThan(numbered.created.length);
    expect(numbered.there).toEqual(new Set());
    expect(result.leftovers).toEqual([]);
  });
});

describe('The state that an operation needs', () => {
  it('comes from what the collection passes before it, where its own setup does not do', async () => {
    const api = articles();
    const { of, result } = await ran(collection.item, { rules: ['status/repeatable'], answer: api.answer });
    expect(of('Unfavorite', 'status/repeatable')).toBe('passed');
    expect(result.counts.failed + result.counts.errored).toBe(0);
    expect(api.unfavorited).toBeGreaterThan(3);
    expect(api.there).toEqual(new Set());
  });

  it('is told as it is where nothing of that helps', async () => {
    const api = articles();
    let unfavourites = 0;
    const answer = (text: string): string => {
      const { method, path } = partsOf(text);
      const once = method === 'DELETE' && path.endsWith('/favorite') && unfavourites++ > 0;
      return once ? json(409, {}) : api.answer(text);
    };
    const { of } = await ran(collection.item, { rules: ['status/success'], answer });
    expect(of('Unfavorite', 'status/success')).toBe('failed: status 409');
  });
});
