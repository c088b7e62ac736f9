import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/contract/json.js';
import { checked, documentOf, judged } from './described-api.js';

const RULES = ['response/schema', 'response/undocumented-field', 'privacy/sensitive-field'];

const text = { type: 'string' };
const secret = 'hunter2hunter2';
const login = { type: 'object', properties: { user: text, password: text } };
const schemas: JsonObject = { Login: login };
const Login = { $ref: '#/components/schemas/Login' };

/** What it is about, schema, answer, and the rules that are broken. */
type Row = readonly [what: string, schema: Json, body: Json, rules: readonly string[]];

async function expectRows(rows: readonly Row[], more: JsonObject = {}): Promise<void> {
  const found = await judged(
    rows.map(([, schema, body]) => ({ schema, body })),
    RULES,
    { schemas: { ...schemas, ...more } },
  );
  expect(found.map(({ rules }, index) => [rows[index]?.[0], rules])).toEqual(
    rows.map(([what, , , rules]) => [what, [...rules].sort()]),
  );
}

describe('What is documented', () => {
  it('elsewhere is not documented here: a password of the log-in is one too many in another answer', async () => {
    const ran = await checked({
      document: {
        ...documentOf({ type: 'object', properties: { id: text } }, schemas),
        paths: {
          '/a': { get: answer({ type: 'object', properties: { id: text } }) },
          '/b': {
            post: { requestBody: json(Login), ...answer({ type: 'object', properties: { login: Login } }) },
          },
        },
      },
      requests: ['GET /a', 'POST /b {"user":"a","password":"x"}'],
      rules: RULES,
      answer: ({ path }) => ({
        body: path === '/a' ? { id: 'x', password: secret } : { login: { user: 'a', password: secret } },
      }),
    });
    expect(ran.failed).toEqual(['privacy/sensitive-field GET .a: $.password, by its name']);
    expect(ran.notes).toContain('undocumented field $.password');
  });

  it('is what the schema of the answer leads to, at that place', async () => {
    const list = { type: 'object', properties: { all: { type: 'array', items: Login } } };
    await expectRows([
      ['by a reference', Login, { password: secret }, []],
      ['in a list of a field', list, { all: [{ password: secret }] }, []],
      ['by composition', { allOf: [{}, { oneOf: [Login, text] }] }, { password: secret }, []],
      ['as a map', { type: 'object', additionalProperties: text }, { password: secret }, []],
      ['by a pattern', { type: 'object', patternProperties: { '^pass': text } }, { password: secret }, []],
      ['below another field', list, { password: secret }, ['privacy/sensitive-field']],
      ['in a map of whatever', { type: 'object' }, { a: { password: secret } }, ['privacy/sensitive-field']],
      [
        'as what must not be there',
        { not: { required: ['none'], properties: { password: text } } },
        { password: secret },
        ['privacy/sensitive-field'],
      ],
    ]);
  });

  it('raises no note, and what is not raises one', async () => {
    const [known, unknown] = await judged(
      [
        { schema: { type: 'array', items: Login }, body: [{ user: 'a' }] },
        { schema: { type: 'array', items: Login }, body: [{ user: 'a', age: 3 }, { age: 4 }] },
      ],
      RULES,
      { schemas },
    );
    expect(known?.notes).toEqual([]);
    expect(unknown?.notes).toEqual(['undocumented field $[].age']);
  });
});

describe('A writeOnly field', () => {
  it('need not be answered, and may not be', async () => {
    const Member = {
      type: 'object',
      required: ['id', 'password', 'hint'],
      properties: { id: text, password: { ...text, writeOnly: true }, hint: { ...text, writeOnly: true } },
    };
    const member = { $ref: '#/components/schemas/Member' };
    await expectRows(
      [
        ['left out', member, { id: 'x' }, []],
        ['answered', member, { id: 'x', hint: 'pet' }, ['response/schema']],
        ['in a list', { type: 'array', items: member }, [{ id: 'x', hint: 'pet' }], ['response/schema']],
        ['a secret', member, { id: 'x', password: secret }, ['response/schema', 'privacy/sensitive-field']],
        [
          'behind a reference',
          { type: 'object', properties: { code: { $ref: '#/components/schemas/Code' } } },
          { code: '1' },
          ['response/schema'],
        ],
      ],
      { Member, Code: { ...text, writeOnly: true } },
    );
  });
});

describe('A closed thing', () => {
  const closed = { type: 'object', additionalProperties: false, properties: { label: text } };
  const extra = { label: 'a', internalCost: 12 };
  const sealed = { allOf: [{ properties: { label: text } }], unevaluatedProperties: false };

  it('is judged by exactly one rule', async () => {
    const undocumented = ['response/undocumented-field'];
    const items = { type: 'array', items: closed };
    const branch = { type: 'object', properties: { x: { anyOf: [closed, { type: 'null' }] } } };
    const tuple = { type: 'array', prefixItems: [text], items: false };
    const kind = {
      type: 'object',
      properties: { label: text },
      if: { properties: { label: { const: 'a' } } },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: closed,
    };
    await expectRows([
      ['at the top', closed, { label: 'a' }, []],
      ['at the top, wrong', closed, extra, undocumented],
      ['in a list at the top', items, [{ label: 'a' }], []],
      ['in a list at the top, wrong', items, [{ label: 'a' }, extra], undocumented],
      ['in a map', { type: 'object', additionalProperties: closed }, { x: extra }, undocumented],
      ['of several parts', sealed, { label: 'a' }, []],
      ['of several parts, wrong', sealed, extra, undocumented],
      ['of several parts, in a list', { type: 'array', items: sealed }, [extra], undocumented],
      ['in a branch', { oneOf: [closed, text] }, { label: 'a' }, []],
      ['in a branch, wrong', { oneOf: [closed, text] }, extra, ['response/schema']],
      ['in a branch of a field', branch, { x: { label: 'a' } }, []],
      ['in a branch of a field, wrong', branch, { x: extra }, ['response/schema']],
      ['behind a condition', kind, { label: 'a' }, []],
      ['behind a condition, wrong', kind, extra, undocumented],
      ['behind a condition that is not met', kind, { ...extra, label: 'b' }, []],
      ['in a list of no more items', tuple, ['a'], []],
      ['in a list of no more items, wrong', tuple, ['a', 'b'], ['response/schema']],
    ]);
  });

  it('is judged in an error, too', async () => {
    const [found] = await judged([{ schema: closed, status: 404, body: extra }], RULES);
    expect(found?.rules).toEqual(['response/undocumented-field']);
  });
});

function json(schema: Json): JsonObject {
  return { content: { 'application/json': { schema } } };
}

function answer(schema: Json): JsonObject {
  return { responses: { 200: { description: 'ok', ...json(schema) } } };
}
