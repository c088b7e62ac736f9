import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WireRequest } from '../../src/contract/exchange.js';
import { graphqlSays } from '../../src/contract/graphql/answer.js';
import { operationsIn } from '../../src/contract/graphql/document.js';
import { isRecord } from '../../src/contract/places.js';
import { documentOf, withDocument } from '../../src/rules/support/forms/document.js';

type Pairs = readonly (readonly [string, string])[];

/** A form as Node writes it. */
async function requestOf(body: URLSearchParams | FormData): Promise<WireRequest> {
  const written = new Response(body);
  const type = written.headers.get('content-type') ?? '';
  return {
    method: 'POST',
    origin: 'https://localhost',
    target: '/',
    headers: [['Content-Type', type]],
    body: Buffer.from(await written.arrayBuffer()),
  };
}

/** What Node reads of a form. */
async function pairsIn({ headers, body }: WireRequest): Promise<unknown[]> {
  const form = await new Response(body?.toString('utf8') ?? '', {
    headers: headers.map(([name, value]): [string, string] => [name, value]),
  }).formData();
  return [...form].map(([name, value]) => [name, typeof value === 'string' ? value : value.name]);
}

const filled = <F extends URLSearchParams | FormData>(form: F, pairs: Pairs): F => {
  for (const [name, value] of pairs) form.append(name, value);
  return form;
};
const kinds: readonly (readonly [string, (pairs: Pairs) => URLSearchParams | FormData])[] = [
  ['urlencoded', (pairs) => filled(new URLSearchParams(), pairs)],
  ['in parts', (pairs) => filled(new FormData(), pairs)],
];

describe.each(kinds)('A form %s', (_kind, make) => {
  // Node ends the lines of a form in its own way.
  const text = fc.string({ unit: 'grapheme' }).map((any) => any.replace(/[\r\n]/g, ' '));
  const name = text.filter((any) => any !== '' && any !== '__proto__' && !any.includes('\\'));
  const pairs = fc.array(fc.tuple(name, text), { minLength: 1, maxLength: 6 });

  it('is written as it was read, byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(pairs, async (all) => {
        const request = await requestOf(make(all));
        const again = withDocument(request, documentOf(request));
        expect(again?.body?.toString()).toBe(request.body?.toString());
      }),
    );
  });

  it('has another text in one field, and all else as it was', async () => {
    await fc.assert(
      fc.asyncProperty(pairs, text, async (all, other) => {
        const unique: Pairs = [...new Map(all)];
        const request = await requestOf(make(unique));
        const document = documentOf(request);
        const [first = ''] = unique[0] ?? [];
        const changed = isRecord(document)
          ? withDocument(request, { ...document, [first]: other })
          : undefined;
        const expected = unique.map(([key, value]) => [key, key === first ? other : value]);
        expect(changed && (await pairsIn(changed))).toEqual(expected);
      }),
    );
  });

  it('loses a field, and gets one more, and cannot hold null', async () => {
    const request = await requestOf(
      make([
        ['a', '1'],
        ['b', '2'],
        ['b', '3'],
      ]),
    );
    expect(documentOf(request)).toEqual({ a: '1', b: ['2', '3'] });
    const changed = withDocument(request, { b: ['2'], 'a "new" one': true });
    expect(changed && (await pairsIn(changed))).toEqual([
      ['b', '2'],
      ['a "new" one', 'true'],
    ]);
    expect(withDocument(request, { a: null })).toBeUndefined();
    expect(withDocument(request, { a: { b: 1 } })).toBeUndefined();
  });
});

describe('A file in a form', () => {
  it('keeps its bytes whatever is changed beside it', async () => {
    const bytes = Buffer.from([0, 255, 13, 10, 45, 45, 128, 10]);
    const form = filled(new FormData(), [['title', 'x']]);
    form.append('file', new File([bytes], 'a.bin'));
    const request = await requestOf(form);
    const document = documentOf(request);
    const changed = isRecord(document) ? withDocument(request, { ...document, title: 'Ünal' }) : undefined;
    expect(changed?.body?.includes(bytes)).toBe(true);
    expect(changed?.body?.includes('Ünal')).toBe(true);
  });
});

describe('A document of GraphQL', () => {
  const declared = (document: string) =>
    operationsIn(document)?.map(({ name, variables }) => [
      name,
      ...variables.map((one) => `${one.name}${one.type.nonNull ? '!' : ''}${one.hasDefault ? '=' : ''}`),
    ]);

  it.each<[string, unknown]>([
    ['{ a }', [[undefined]]],
    ['query { a(x: "}") }', [[undefined]]],
    [
      'query Q($a: Int!, $b: [String!]! = ["("] @d(x: 1), $c: T) @d(x: {y: 1}) { a }',
      [['Q', 'a!', 'b!=', 'c']],
    ],
    ['# query X($no: Int) {\nmutation M($a: ID = null) { a } fragment F on T { b }', [['M', 'a=']]],
    ['query A { a(x: """ } \\""" { """) } query B($x: Int) { b }', [['A'], ['B', 'x']]],
    ['query constructor($toString: Int) { a }', [['constructor', 'toString']]],
    ['fragment F on T { b }', undefined],
    ['query Q($a: Int { a }', undefined],
    ['query Q { a', undefined],
    ['select * from users', undefined],
    ['', undefined],
  ])('is read: %s', (document, expected) => {
    expect(declared(document)).toEqual(expected);
  });
});

describe('An answer of GraphQL', () => {
  const errors = [{ message: 'no' }];
  it.each<[string, unknown, string | undefined]>([
    ['with errors and no data', { errors }, 'errors'],
    ['with errors and null', { data: null, errors }, 'errors'],
    ['with errors and each field null', { data: { a: null, b: null }, errors }, 'errors'],
    ['with errors and one field', { data: { a: null, b: 1 }, errors }, 'partial'],
    ['with a field that is null inside', { data: { a: { b: null } }, errors }, 'partial'],
    ['with no errors in its list', { data: { a: 1 }, errors: [] }, 'data'],
    ['with null for what is not there', { data: { a: null } }, 'nothing'],
    ['that is none', { error_code: 'x' }, undefined],
    ['that is a list', [{ errors }], undefined],
  ])('%s', (_what, json, says) => {
    expect(graphqlSays(json)).toBe(says);
  });
});
