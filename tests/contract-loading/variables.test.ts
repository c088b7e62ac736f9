import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../src/contract/json.js';
import { dynamicVariable, templateVariables } from '../../src/contract/variables.js';
import { item, load, refusal, script, shop } from './workspace.js';

const sends = (text: string, name = 'A', more: JsonObject = {}) =>
  item(name, more, { body: { mode: 'raw', raw: text } });

describe('templates', () => {
  test('hold names, each once, dynamic ones left out', () => {
    expect(templateVariables('{{a}}/{{b c}}/{{a}}?{{$guid}}&{{}}&{d}')).toEqual(['a', 'b c']);
    expect(templateVariables('{{outer{{inner}}}}')).toEqual(['inner']);
    expect(dynamicVariable('$guid')).toBe(true);
    expect(dynamicVariable('guid')).toBe(false);
  });

  test('are looked for in URL, headers, body and inherited auth, disabled parts and descriptions left out', async () => {
    const request = {
      description: '{{no}}',
      url: {
        raw: '{{no}}',
        host: ['{{host}}'],
        path: ['{{path}}', ':id'],
        query: [
          { key: 'q', value: '{{query}}', description: '{{no}}' },
          { key: 'q', value: '{{no}}', disabled: true },
        ],
        variable: [{ key: 'id', value: '{{id}}' }],
      },
      header: [
        { key: '{{header}}', value: 'x' },
        { key: 'x', value: '{{no}}', disabled: true },
      ],
      body: { mode: 'urlencoded', raw: '{{no}}', urlencoded: [{ key: 'a', value: '{{body}}' }] },
    };
    const used = ['host', 'path', 'query', 'id', 'header', 'body', 'auth'];
    const { operations } = await load(
      shop([item('A', {}, request)], {
        auth: {
          type: 'bearer',
          bearer: [{ key: 'token', value: '{{auth}}' }],
          basic: [{ key: 'x', value: '{{no}}' }],
        },
        variable: used.map((key) => ({ key, value: 'x' })),
      }),
    );
    expect(operations[0]?.templateVariables).toEqual(used);
  });

  test('inside the values of variables are followed, even in circles', async () => {
    const variable = [
      { key: 'a', value: '{{b}}' },
      { key: 'b', value: '{{a}}{{c}}' },
      { key: 'c', value: '1' },
    ];
    const { operations } = await load(shop([sends('{{a}}')], { variable }));
    expect(operations[0]?.templateVariables).toEqual(['baseUrl', 'a', 'b', 'c']);
  });
});

describe('a variable without a value', () => {
  test('is an error that names it and the operations that use it', async () => {
    const items = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((name) => sends('{{x}}', name));
    const error = await refusal(
      shop([...items, sends('{{y}}', 'H')], { variable: [{ key: 'y', value: '' }] }),
    );
    expect(error).toMatchObject({ code: 'VARIABLE_WITHOUT_VALUE', place: 'collections/shop.json' });
    expect(error.fact).toContain('{{x}} (used by A, B, C, D, E and 2 more), {{y}} (used by H)');
  });

  test.each([
    ['the suite gives it one', shop([sends('{{baseUrl}}{{clientId}}{{bearerToken}}')])],
    ['the collection gives it one', shop([sends('{{x}}')], { variable: [{ key: 'x', value: 1 }] })],
    [
      'a script may set it',
      shop([sends('{{x}}'), item('B', { event: [script('test', 'pm.globals.set("x", 1)')] })]),
    ],
    [
      'a script hides what it sets',
      shop([sends('{{x}}', 'A', { event: [script('test', 'pm.globals.set(y, 1)')] })]),
    ],
    [
      'an environment gives it one',
      {
        ...shop([sends('{{x}}')]),
        'collections/production.postman_environment.json': { values: [{ key: 'x', value: '1' }] },
      },
    ],
    ['only a script reads it', shop([item('A', { event: [script('test', 'pm.globals.get("x")')] })])],
  ])('is none where %s', async (_, files) => {
    expect((await load(files)).operations.length).toBeGreaterThan(0);
  });

  test('is one where the environment has it turned off', async () => {
    const values = [{ key: 'x', value: '1', enabled: false }];
    const error = await refusal({
      ...shop([sends('{{x}}')]),
      'collections/sandbox.postman_environment.json': { values },
    });
    expect(error.code).toBe('VARIABLE_WITHOUT_VALUE');
  });
});

describe('values', () => {
  test('are kept as text, empty ones as empty, disabled ones not', async () => {
    const variable = [
      { key: 'text', value: 'a' },
      { key: 'number', value: 1 },
      { key: 'nothing' },
      { key: 'object', value: { a: 1 } },
      { key: 'off', value: 'x', disabled: true },
    ];
    const { variables } = await load(shop([item('A')], { variable }));
    expect([...variables]).toEqual([
      ['text', 'a'],
      ['number', '1'],
      ['nothing', ''],
      ['object', '{"a":1}'],
    ]);
  });

  test('of an environment stand in its file', async () => {
    const values = [{ key: 'id', value: 'abc', enabled: true }];
    const { environments } = await load({
      ...shop([item('A')]),
      'collections/sandbox.postman_environment.json': { values },
    });
    expect([...environments.sandbox]).toEqual([['id', 'abc']]);
    expect([...environments.production]).toEqual([]);
  });

  test.each([
    ['{"values": ', ':1:12'],
    ['{"name": "x"}', ''],
    ['[]', ''],
  ])('of an environment that is not valid are an error: %s', async (text, at) => {
    const file = 'collections/sandbox.postman_environment.json';
    const error = await refusal({ ...shop([item('A')]), [file]: text });
    expect(error).toMatchObject({ code: 'ENVIRONMENT_FILE_INVALID', place: file + at });
  });
});
