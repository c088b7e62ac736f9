import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { CONFIG_SCHEMA } from '../../src/contract/config-schema.js';
import { REFERENCE } from '../../src/contract/promises.js';
import { item, load, refusal, shop } from './workspace.js';

const FILE = 'collections/contract.yaml';
const withConfig = (text: string) => ({ ...shop([item('Create'), item('Get')]), [FILE]: text });

test('contract.yaml says what a collection cannot', async () => {
  const { config } = await load(
    withConfig(`
operations:
  Create: { changes: true, role: create, unique: [email, customer.email] }
  Get: { changes: false }
hosts: [auth.example.com:8443]
readingRequests: ["POST */tokens/introspect"]
accept: { authentication/client-id-incorrect: [401] }
differences: ["Cre*"]
off: [{ rule: "transport/*", reason: behind a proxy }]
secrets: { apiKey: required, debugKey: optional }
`),
  );
  expect(config).toEqual({
    operations: {
      Create: { changes: true, role: 'create', unique: ['email', 'customer.email'] },
      Get: { changes: false },
    },
    promises: REFERENCE,
    hosts: ['auth.example.com:8443'],
    sameServer: false,
    unset: [],
    empty: [],
    secrets: { apiKey: 'required', debugKey: 'optional' },
    readingRequests: ['POST */tokens/introspect'],
    accept: { 'authentication/client-id-incorrect': [401] },
    differences: ['Cre*'],
    off: [{ rule: 'transport/*', reason: 'behind a proxy' }],
    named: [
      { names: 'rule', pattern: 'transport/*', place: 'collections/contract.yaml:9:7' },
      {
        names: 'rule',
        pattern: 'authentication/client-id-incorrect',
        place: 'collections/contract.yaml:7:47',
      },
      { names: 'operation', pattern: 'Cre*', place: 'collections/contract.yaml:8:15' },
    ],
    keepBodies: [],
    waivers: [],
  });
});

test.each(['', '# nothing yet\n', 'operations:\nhosts:\n', 'operations:\n  Create:\n'])(
  'keys without values count as not there: %j',
  async (text) => {
    expect((await load(withConfig(text))).config).toMatchObject({ hosts: [], readingRequests: [], off: [] });
  },
);

test('without the file everything is at its default', async () => {
  expect((await load(shop([item('A')]))).config).toEqual({
    operations: {},
    promises: REFERENCE,
    hosts: [],
    sameServer: false,
    readingRequests: [],
    accept: {},
    differences: [],
    unset: [],
    empty: [],
    secrets: {},
    off: [],
    named: [],
    keepBodies: [],
    waivers: [],
  });
});

test.each([
  ['an unknown key', 'hosts: []\nhots: []\n', '2:1', 'unknown key "hots"', 'Did you mean "hosts"'],
  [
    'an unknown key of an operation',
    'operations:\n  Create:\n    change: true\n',
    '3:5',
    '"change"',
    '"changes"',
  ],
  ['a repeated key', 'hosts: []\nhosts: []\n', '2:1', 'unique', 'Correct'],
  [
    'an unknown operation',
    'operations:\n  Craete: { changes: true }\n',
    '2:3',
    '"Craete"',
    'Did you mean "Create"',
  ],
  ['a glob for an operation', 'operations:\n  "Cre*": { changes: true }\n', '2:3', '"Cre*"', 'Create'],
  ['a value of another type', 'operations:\n  Create: { changes: maybe }\n', '2:22', 'boolean', 'Correct'],
  ['an unknown role', 'operations:\n  Create: { role: make }\n', '2:19', 'create, read, list', 'Correct'],
  ['a status that is none', 'accept:\n  a/b: [401, 9]\n', '2:14', '100', 'Correct'],
  ['a rule turned off without a reason', 'off:\n  - rule: a/b\n', '2:5', 'reason', 'Correct'],
  [
    'a waiver until a day that is none',
    'waivers:\n  - { rule: a/b, environment: sandbox, until: 2027-02-30, owner: A, reason: b }\n',
    '2:47',
    'date',
    'Correct',
  ],
  [
    'a waiver of an unknown operation',
    'waivers:\n  - { rule: a/b, operation: Craete, environment: sandbox, until: 2027-02-20, owner: A, reason: b }\n',
    '2:5',
    '"Craete"',
    'Did you mean "Create"',
  ],
  [
    'a difference of an unknown operation',
    'differences: ["Craete*"]\n',
    '1:15',
    '"Craete*"',
    'Did you mean "Create"',
  ],
  [
    'a rule turned off for an unknown operation',
    'off:\n  - { rule: "request/*", operation: Craete, reason: b }\n',
    '2:5',
    '"Craete"',
    'Did you mean "Create"',
  ],
  ['a waiver that nobody answers for', 'waivers:\n  - rule: a/b\n', '2:5', 'environment', 'Correct'],
  [
    'localhost:99999 as a host',
    'hosts: ["localhost:99999"]\n',
    '1:9',
    '"localhost:99999" is no host',
    'host:port',
  ],
  [
    'someone@shop.example as a host',
    'hosts: ["someone@shop.example"]\n',
    '1:9',
    '"someone@shop.example" is no host',
    'host:port',
  ],
  [
    '*.shop.example as a host',
    'hosts: ["*.shop.example"]\n',
    '1:9',
    '"*.shop.example" is no host',
    'host:port',
  ],
  ['sh%op.example as a host', 'hosts: ["sh%op.example"]\n', '1:9', '"sh%op.example" is no host', 'host:port'],
  [':443 as a host', 'hosts: [":443"]\n', '1:9', '":443" is no host', 'host:port'],
  ['a?b as a host', 'hosts: ["a?b"]\n', '1:9', '"a?b" is no host', 'host:port'],
  ['what is not YAML', 'hosts: [a\noff: []', '2:', '', 'Correct'],
])('%s is an error with line and column', async (_, text, at, fact, fix) => {
  const error = await refusal(withConfig(text));
  expect(error.code).toBe('CONFIG_INVALID');
  expect(error.place).toContain(`${FILE}:${at}`);
  expect(error.fact).toContain(fact);
  expect(error.fix).toContain(fix);
});

test('a configuration under another name is an error, for it would not be read', async () => {
  const error = await refusal({ ...shop([item('A')]), 'collections/contract.yml': 'hosts: []' });
  expect(error).toMatchObject({ code: 'CONFIG_INVALID', place: 'collections/contract.yml' });
  expect(error.fix).toContain(FILE);
});

test('editors get the JSON Schema that contract.yaml is checked against', async () => {
  const file = path.resolve(import.meta.dirname, '../../collections/contract.schema.json');
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(CONFIG_SCHEMA);
});

test('a role that names suggest can be taken back', async () => {
  const { operations } = await load(withConfig('operations: { Create: { role: none } }'));
  expect(operations.find(({ name }) => name === 'Create')?.role).toBeUndefined();
});
