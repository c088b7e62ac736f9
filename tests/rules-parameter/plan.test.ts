import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/contract/json.js';
import { sentBy, variations, viewOf } from './planned.js';

const object = (properties: JsonObject, required: string[] = []): JsonObject => ({
  type: 'object',
  properties,
  required,
});

interface Row {
  readonly schema: JsonObject;
  readonly body: Json | string;
  readonly rule: string;
  readonly sends: Record<string, unknown>;
}

const rows: readonly (readonly [title: string, row: Row])[] = [
  [
    'a required field is left out, and an optional one is not',
    {
      schema: object({ a: { type: 'string' }, b: {} }, ['a']),
      body: { a: 'x', b: 1 },
      rule: 'required',
      sends: { a: { b: 1 } },
    },
  ],
  [
    'a required field inside of an optional object that the request lacks is left out of a made one',
    {
      schema: object({ o: object({ a: { type: 'string' }, b: { const: 2 } }, ['a', 'b']) }),
      body: {},
      rule: 'required',
      sends: { 'o.a': { o: { b: 2 } }, 'o.b': { o: { a: 'probe' } } },
    },
  ],
  [
    'what a field requires of another one is left out',
    {
      schema: { ...object({ card: {}, cvc: {} }), dependentRequired: { card: ['cvc'] } },
      body: { card: 'x', cvc: 1 },
      rule: 'required',
      sends: { cvc: { card: 'x' } },
    },
  ],
  [
    'null is sent where it is forbidden, and nowhere else',
    {
      schema: object({
        a: { type: 'string' },
        b: { type: ['string', 'null'] },
        c: { anyOf: [{ type: 'integer' }, { type: 'null' }] },
        d: { type: 'string', nullable: true },
        e: {},
        f: { enum: ['x'] },
      }),
      body: { a: 'x', b: 'x', c: 1, d: 'x', e: 'x', f: 'x' },
      rule: 'null',
      sends: {
        a: { a: null, b: 'x', c: 1, d: 'x', e: 'x', f: 'x' },
        f: { a: 'x', b: 'x', c: 1, d: 'x', e: 'x', f: null },
      },
    },
  ],
  [
    'each other type is sent: a number as text, a text as number, a broken number for a whole one',
    {
      schema: object({ n: { type: 'integer' } }),
      body: { n: 5 },
      rule: 'type',
      sends: {
        'n string': { n: '5' },
        'n number': { n: 5.5 },
        'n boolean': { n: true },
        'n object': { n: { value: 'text' } },
        'n array': { n: [5] },
      },
    },
  ],
  [
    'a type that one of several alternatives allows is not sent',
    {
      schema: object({ v: { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'object' }] } }),
      body: { v: 'x' },
      rule: 'type',
      sends: { 'v boolean': { v: true }, 'v array': { v: ['x'] } },
    },
  ],
  [
    'an unknown value, and a known one in the other case, are sent for a fixed set',
    {
      schema: object({ e: { enum: ['low', 'high'] }, c: { const: 'EUR' } }),
      body: { e: 'low', c: 'EUR' },
      rule: 'enum',
      sends: {
        'e unknown value': { e: 'unknown', c: 'EUR' },
        'e other case': { e: 'LOW', c: 'EUR' },
        'c unknown value': { e: 'low', c: 'unknown' },
        'c other case': { e: 'low', c: 'eur' },
      },
    },
  ],
  [
    'a set that holds the other case too has no other case',
    {
      schema: object({ e: { enum: ['low', 'LOW'] } }),
      body: { e: 'low' },
      rule: 'enum',
      sends: { 'e unknown value': { e: 'unknown' } },
    },
  ],
  [
    'a format is broken with the length kept where that can be',
    {
      schema: object({
        m: { type: 'string', format: 'email' },
        d: { format: 'date' },
        x: { format: 'fancy' },
      }),
      body: { m: 'a@b.example', d: '2024-01-31', x: 'x' },
      rule: 'format',
      sends: {
        'm email': { m: 'a.b.example', d: '2024-01-31', x: 'x' },
        'd date': { m: 'a@b.example', d: '31/12/2024', x: 'x' },
        'd impossible date': { m: 'a@b.example', d: '2023-02-30', x: 'x' },
      },
    },
  ],
  [
    'numbers beside the limits are sent',
    {
      schema: object({
        a: { type: 'integer', minimum: 1, maximum: 9 },
        b: { type: 'number', exclusiveMinimum: 0 },
        c: { type: 'integer', multipleOf: 5 },
      }),
      body: { a: 1, b: 0.5, c: 10 },
      rule: 'range',
      sends: {
        'a one below': { a: 0, b: 0.5, c: 10 },
        'a one above': { a: 10, b: 0.5, c: 10 },
        'b one below': { a: 1, b: 0, c: 10 },
        'c no multiple': { a: 1, b: 0.5, c: 1 },
      },
    },
  ],
  [
    'texts and lists beside the limits are sent',
    {
      schema: object({
        t: { type: 'string', minLength: 2, maxLength: 4 },
        l: { type: 'array', minItems: 1, maxItems: 2, items: { enum: ['a', 'b'] } },
      }),
      body: { t: 'abc', l: ['a', 'b'] },
      rule: 'length',
      sends: {
        't empty': { t: '', l: ['a', 'b'] },
        't one too short': { t: 'a', l: ['a', 'b'] },
        't one too long': { t: 'abccc', l: ['a', 'b'] },
        'l no item': { t: 'abc', l: [] },
        'l one item too many': { t: 'abc', l: ['a', 'b', 'a'] },
      },
    },
  ],
  [
    'one character of a patterned text is changed, and its length kept',
    {
      schema: object({ c: { type: 'string', pattern: '^[A-Z]{2}$' } }),
      body: { c: 'GB' },
      rule: 'pattern',
      sends: { c: { c: 'G!' } },
    },
  ],
  [
    'the first item and the last one are changed, each by itself',
    {
      schema: object({ l: { type: 'array', items: { type: 'integer' } } }),
      body: { l: [1, 2, 3] },
      rule: 'null',
      sends: { l: { l: null }, 'l[0]': { l: [null, 2, 3] }, 'l[2]': { l: [1, 2, null] } },
    },
  ],
  [
    'a second item is added where there is one only',
    {
      schema: object({ l: { type: 'array', items: object({ n: { type: 'integer' } }, ['n']) } }),
      body: { l: [{ n: 1 }] },
      rule: 'required',
      sends: { 'l[0].n': { l: [{}] }, 'l[1].n': { l: [{ n: 1 }, {}] } },
    },
  ],
  [
    'each place of a tuple is looked at by itself',
    {
      schema: object({
        p: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'number' }], items: false },
      }),
      body: { p: ['x', 1] },
      rule: 'null',
      sends: { p: { p: null }, 'p[0]': { p: [null, 1] }, 'p[1]': { p: ['x', null] } },
    },
  ],
  [
    'fields of allOf, of the alternative in use and of a condition that holds are looked at',
    {
      schema: {
        allOf: [object({ a: { type: 'string' } }, ['a'])],
        oneOf: [
          object({ kind: { const: 'card' }, number: { type: 'string' } }, ['kind', 'number']),
          object({ kind: { const: 'bank' }, iban: { type: 'string' } }, ['kind', 'iban']),
        ],
        if: { properties: { a: { const: 'y' } } },
        else: object({ b: {} }, ['b']),
      },
      body: { a: 'x', b: 1, kind: 'card', number: '4' },
      rule: 'required',
      sends: {
        a: { b: 1, kind: 'card', number: '4' },
        b: { a: 'x', kind: 'card', number: '4' },
        kind: { a: 'x', b: 1, number: '4' },
        number: { a: 'x', b: 1, kind: 'card' },
      },
    },
  ],
  [
    'a schema that contains itself ends',
    {
      schema: { ...object({ name: { type: 'string' }, child: { $ref: '#' } }, ['name']) },
      body: { name: 'x', child: { name: 'y' } },
      rule: 'required',
      sends: {
        name: { child: { name: 'y' } },
        'child.name': { name: 'x', child: {} },
        'child.child.name': { name: 'x', child: { name: 'y', child: {} } },
        'child.child.child.name': { name: 'x', child: { name: 'y', child: { name: 'probe', child: {} } } },
      },
    },
  ],
  [
    'names with dots, slashes and emoji are names',
    {
      schema: object({ 'a.b': { type: 'string' }, 'c/d~e': { type: 'string' }, '🦄': {} }, [
        'a.b',
        'c/d~e',
        '🦄',
      ]),
      body: { 'a.b': 'x', 'c/d~e': 'x', '🦄': 1 },
      rule: 'required',
      sends: {
        '["a.b"]': { 'c/d~e': 'x', '🦄': 1 },
        '["c/d~e"]': { 'a.b': 'x', '🦄': 1 },
        '["🦄"]': { 'a.b': 'x', 'c/d~e': 'x' },
      },
    },
  ],
];

describe('Of a request schema', () => {
  it.each(rows)('%s', async (_title, { schema, body, rule, sends }) => {
    expect(sentBy(await viewOf({ schema, body }), rule)).toEqual(sends);
  });

  it('that leads into another file, that is followed', async () => {
    const files = {
      'schemas/shared/money.schema.json': object({ cents: { type: 'integer', minimum: 0 } }, ['cents']),
    };
    const schema = object({ price: { $ref: 'shared/money.schema.json' } });
    expect(await variations({ schema, body: { price: { cents: 5 } }, files }, 'range')).toEqual([
      'price.cents one below',
    ]);
  });

  it('that its own request breaks, nothing is made of, and the reason says where', async () => {
    const view = await viewOf({ schema: object({ a: { type: 'string' } }), body: { a: 1 } });
    expect(sentBy(view, 'null')).toBe(
      'the valid request itself breaks schemas/make.schema.json: type at $.a',
    );
  });

  it('a place that a variable fills in later is not held against the request', async () => {
    const schema = object({ id: { type: 'string', pattern: '^\\d+$' }, n: { type: 'integer' } }, ['id']);
    const body = '{"id": "{{orderId}}", "n": {{count}}}';
    expect(await variations({ schema, body }, 'required')).toEqual(['id']);
    expect(await variations({ schema, body }, 'null')).toEqual(['id', 'n']);
  });

  it('an inferred one tells only of what a saved error example shows', async () => {
    const schema = object({ a: { type: 'string' }, b: { type: 'string' } }, ['a', 'b']);
    const body = { a: 'x', b: 'y' };
    const responses = [
      { name: 'No a', code: 400, body: '{}', originalRequest: { body: { raw: '{"b":"y"}' } } },
    ];
    expect(await variations({ schema, body, complete: false }, 'required')).toEqual([]);
    expect(await variations({ schema, body, complete: false, responses }, 'required')).toEqual(['a']);
    // Null counts as left out, or as wrong.
    expect(await variations({ schema, body, complete: false, responses }, 'null')).toEqual(['a']);
  });

  it('an inferred one that requires nothing leaves it to the examples whose answers name what is missing', async () => {
    const responses = (message: string) => [
      {
        name: 'Refused',
        code: 400,
        body: JSON.stringify({ error_code: 'E', error_type: 'T', message }),
        originalRequest: { body: { raw: '{"b":"y"}' } },
      },
    ];
    const schema = object({ amount: { type: 'string' }, b: { type: 'string' } });
    const of = (message: string) => ({
      schema,
      body: { amount: 'x', b: 'y' },
      complete: false,
      responses: responses(message),
    });
    expect(await variations(of('amount: is mandatory'), 'required')).toEqual(['amount']);
    expect(await variations(of('it has been shipped'), 'required')).toEqual([]);
    expect(await variations({ ...of('amount: is mandatory'), complete: true }, 'required')).toEqual([]);
  });

  it('an inferred one does not say that a number has to be whole', async () => {
    const responses = [
      { name: 'a is text', code: 400, body: '{}', originalRequest: { body: { raw: '{"a":"x"}' } } },
    ];
    const inferred = {
      schema: object({ a: { type: 'integer' } }),
      body: { a: 5 },
      complete: false,
      responses,
    };
    expect(await variations(inferred, 'type')).toEqual(['a string', 'a boolean', 'a object', 'a array']);
    expect(await variations({ ...inferred, complete: true }, 'type')).toContain('a number');
  });

  it('an example of a request that is refused for another reason shows nothing of its field', async () => {
    const refused = (code: string) => [
      {
        name: 'Again',
        code: 400,
        body: JSON.stringify({ error_code: code, error_type: 'state' }),
        originalRequest: { body: { raw: '{"reason":"again"}' } },
      },
    ];
    const schema = object({ reason: { type: 'string' } });
    const of = (code: string) => ({
      schema,
      body: { reason: 'x' },
      complete: false,
      responses: refused(code),
    });
    expect(await variations(of('order.not_open'), 'type')).toEqual([]);
    expect(await variations(of('reason.unknown'), 'type')).not.toEqual([]);
  });

  it('an inferred one says nothing of null in a field that may be left out', async () => {
    const schema = object({ a: { type: 'string' } });
    const bad = (raw: string) => ({
      name: 'Bad a',
      code: 400,
      body: '{}',
      originalRequest: { body: { raw } },
    });
    const inferred = (raw: string) => ({ schema, body: { a: 'x' }, complete: false, responses: [bad(raw)] });
    expect(await variations(inferred('{"a":7}'), 'null')).toEqual([]);
    expect(await variations(inferred('{"a":7}'), 'type')).not.toEqual([]);
    expect(await variations(inferred('{"a":null}'), 'null')).toEqual(['a']);
  });
});

describe('Without a request schema', () => {
  const responses = [
    { name: 'No a', code: 400, body: '{}', originalRequest: { body: { raw: '{"b":{"c":7}}' } } },
    { name: 'Bad c', code: 400, body: '{}', originalRequest: { body: { raw: '{"a":"z","b":{"c":"7"}}' } } },
    { name: 'Two', code: 400, body: '{}', originalRequest: { body: { raw: '{"a":1,"b":{"c":null}}' } } },
  ];

  it('the very changes that saved error examples show are sent', async () => {
    const view = await viewOf({ body: '{"a":"{{name}}","b":{"c":7}}', responses });
    expect(sentBy(view, 'required')).toEqual({ a: { b: { c: 7 } } });
    expect(sentBy(view, 'type')).toEqual({ 'b.c': { a: 'mark-of-name', b: { c: '7' } } });
    expect(sentBy(view, 'null')).toMatch(/no schema describes the request/);
  });
});

describe('What an API may take or refuse', () => {
  const schema = object({
    free: { type: 'string' },
    short: { type: 'string', maxLength: 3 },
    code: { type: 'string', pattern: '^[a-z]+$' },
    inner: object({}),
  });
  const body = { free: 'x', short: 'x', code: 'x', inner: {} };

  it.each([
    ['unknown-field', ['the body', 'inner']],
    ['deep-nesting', ['the body', 'inner']],
    ['unicode', ['free', 'short']],
    ['special-characters', ['free', 'short']],
  ])('%s is sent where the schema leaves room for it', async (rule, expected) => {
    expect(await variations({ schema, body }, rule)).toEqual(expected);
  });

  it('a very long text is sent in every text, whether the schema leaves room for it or not', async () => {
    expect(await variations({ schema, body }, 'overlong')).toEqual(['free', 'short', 'code']);
  });
});
