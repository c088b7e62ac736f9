import fc from 'fast-check';
import type { Json, JsonObject } from '../../src/contract/json.js';
import {
  disabled,
  LANGUAGES,
  mostly,
  object,
  parameter,
  rarely,
  scalar,
  seldom,
  text,
} from './generated-texts.js';
import { url } from './generated-urls.js';

/**
 * Collections over what the v2.1 schema allows: URL, query, path variables, headers, auth, bodies, variables of all
 * scopes and types, and what is inherited of folders and collection.
 */
export interface Generated {
  readonly collection: JsonObject;
  readonly environment: Variable[];
  readonly globals: Variable[];
}

interface Variable {
  readonly key: string;
  readonly value: Json;
  readonly type?: string;
  readonly enabled?: boolean;
  readonly disabled?: boolean;
}

const headerName = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      'X-A',
      'x-a',
      'X-B',
      'Accept',
      'Content-Type',
      'content-type',
      'Authorization',
      'User-Agent',
      'Accept-Encoding',
      'Cookie',
      'Cache-Control',
      'X-Api-Key',
      'Referer',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom('X-{{env}}', 'X-A ', 'Host', 'Connection', 'Postman-Token', '') },
);
const headerValue = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom(
      'v',
      'a, b',
      'application/json',
      'application/json; charset=utf-8',
      'application/vnd.x+json',
      'text/plain',
      'multipart/form-data; boundary=own',
      'é',
      ' v ',
      '{{env}}',
      '{{num}}',
      '{{nope}}',
      '',
    ),
  },
  { weight: 1, arbitrary: scalar },
);
const header = object({ key: mostly(headerName, 20), value: mostly(headerValue), disabled }).map((made) =>
  made['key'] === 'Connection' ? { ...made, value: 'close' } : made,
);
const headers = fc.oneof(
  { weight: 8, arbitrary: fc.array(header, { maxLength: 5 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Json>(
      null,
      '',
      'X-Text: one\nX-Text: two\n',
      'X-Text: {{env}}\r\nx-other:b\n\nNo colon',
    ),
  },
);

const credential = fc.oneof(
  { weight: 8, arbitrary: text },
  { weight: 2, arbitrary: fc.constantFrom<Json>('', null, 5, 'key', 'X-Api-Key', 'x-a') },
);
const listed = (
  type: string,
  parts: Record<string, fc.Arbitrary<Json | undefined>>,
): fc.Arbitrary<JsonObject> =>
  fc.tuple(object(parts), fc.boolean()).map(([made, asList]) => ({
    type,
    [type]: asList ? Object.entries(made).map(([key, value]) => ({ key, value, type: 'string' })) : made,
  }));
const auth: fc.Arbitrary<Json> = fc.oneof(
  listed('bearer', { token: mostly(credential) }),
  listed('basic', { username: mostly(credential), password: mostly(credential) }),
  listed('apikey', {
    key: mostly(credential),
    value: mostly(credential),
    in: mostly(fc.constantFrom('header', 'query', 'body')),
  }),
  listed('oauth2', {
    accessToken: mostly(credential),
    addTokenTo: mostly(fc.constantFrom('header', 'queryParams')),
    headerPrefix: seldom(fc.constantFrom('Bearer', 'Token', '')),
    tokenType: rarely(fc.constantFrom('Bearer', 'mac')),
  }),
  fc.constantFrom<Json>({ type: 'noauth' }, null, { type: 'unknown' }, {}),
);

const json = fc.constantFrom(
  '{"a": "{{env}}", "n": {{num}}}',
  '{\n  // a comment\n  "a": "no // comment", /* another\n */ "b": 1\n}',
  '{"a": "\\"/* in a string */"}',
  '[1, 2 /* cut',
  '{{obj}}',
  '',
);
const formPart = fc.oneof(
  {
    weight: 4,
    arbitrary: object({
      key: mostly(scalar),
      value: mostly(scalar),
      type: seldom(fc.constant('text')),
      contentType: rarely(fc.constant('application/json')),
      disabled,
    }),
  },
  {
    weight: 2,
    arbitrary: object({
      key: text,
      type: fc.constant('file'),
      src: mostly(
        fc.constantFrom<Json>('a.txt', 'b.json', 'ü.bin', './a.txt', ['a.txt', 'b.json'], [], null, ''),
      ),
      contentType: rarely(fc.constant('image/png')),
      disabled,
    }),
  },
);
const raw = fc.record({ raw: fc.oneof(json, text), language: mostly(fc.constantFrom(...LANGUAGES), 2) }).map(
  ({ raw: given, language }): JsonObject => ({
    mode: 'raw',
    raw: given,
    ...(language !== undefined && { options: { raw: { language } } }),
  }),
);
const body: fc.Arbitrary<Json | undefined> = fc.oneof(
  { weight: 5, arbitrary: raw },
  {
    weight: 3,
    arbitrary: object({ mode: fc.constant('urlencoded'), urlencoded: fc.array(parameter, { maxLength: 5 }) }),
  },
  {
    weight: 3,
    arbitrary: object({ mode: fc.constant('formdata'), formdata: fc.array(formPart, { maxLength: 4 }) }),
  },
  {
    weight: 1,
    arbitrary: object({
      mode: fc.constant('file'),
      file: object({ src: fc.constantFrom('a.txt', 'b.json', 'ü.bin') }),
    }),
  },
  { weight: 1, arbitrary: object({ mode: fc.constant('file'), file: object({ content: text }) }) },
  {
    weight: 2,
    arbitrary: object({
      mode: fc.constant('graphql'),
      graphql: object({
        query: text,
        variables: mostly(fc.oneof(json, fc.constant({ a: '{{env}}' })), 3),
        operationName: rarely(text),
      }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(raw, fc.constantFrom<JsonObject>({ disabled: true }, { mode: 'none' }))
      .map(([given, more]) => ({ ...given, ...more })),
  },
  { weight: 2, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constantFrom<Json>(null, {}) },
);

const behaviour = object({
  disableBodyPruning: seldom(fc.boolean()),
  disableUrlEncoding: rarely(fc.boolean()),
  disableCookies: rarely(fc.boolean()),
  disabledSystemHeaders: seldom(
    object({
      'content-type': seldom(fc.boolean()),
      'user-agent': seldom(fc.boolean()),
      accept: rarely(fc.boolean()),
      'accept-encoding': rarely(fc.boolean()),
      'cache-control': rarely(fc.boolean()),
      'postman-token': rarely(fc.boolean()),
    }),
  ),
});
const method = fc.oneof(
  { weight: 50, arbitrary: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'HEAD',
      'OPTIONS',
      'COPY',
      'PURGE',
      'UNLOCK',
      'PROPFIND',
      'VIEW',
      'get',
      'Approve',
      '',
    ),
  },
);

const item = (port: string): fc.Arbitrary<JsonObject> =>
  object({
    name: fc.constant('request'),
    protocolProfileBehavior: seldom(behaviour),
    request: object({
      method: mostly(method, 30),
      url: url(port),
      header: mostly(headers),
      body,
      auth: seldom(auth),
    }),
  });
const folder = (inner: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> =>
  object({
    name: fc.constant('folder'),
    auth: seldom(auth),
    protocolProfileBehavior: rarely(behaviour),
    item: fc.array(inner, { minLength: 3, maxLength: 8 }),
  });

const value = (key: string, value: Json, more: Partial<Variable> = {}): Variable => ({ key, value, ...more });
const scopes = fc.constantFrom(
  [
    value('env', 'of the environment'),
    value('num', 5),
    value('empty', ''),
    value('off', 'x', { enabled: false }),
  ],
  [
    value('env', 'e&f'),
    value('num', '5', { type: 'number' }),
    value('bool', 'false', { type: 'boolean' }),
    value('obj', { a: 1 }),
  ],
  [value('env', 'x', { disabled: true }), value('num', '1'), value('num', '2'), value('off', 'on')],
);

const VARIABLES = [
  value('nil', null),
  value('list', [1, 2]),
  value('obj', '{"a":2}', { type: 'object' }),
  value('hash', 'a#b?c&d'),
  value('nested', '{{env}}-{{num}}'),
  value('loop', '{{loop}}'),
  value('a.b', 'dotted'),
  value('env', 'of the collection'),
  value('bool', true, { type: 'boolean' }),
].map((made): JsonObject => ({ ...made }));

/** A collection whose requests go to `127.0.0.1`, of about 40 requests. */
export const generated = (port: string): fc.Arbitrary<Generated> =>
  fc
    .record({
      auth: seldom(auth),
      behaviour: rarely(behaviour),
      items: fc.array(fc.oneof(folder(item(port)), folder(fc.oneof(item(port), folder(item(port))))), {
        minLength: 4,
        maxLength: 7,
      }),
      environment: scopes,
      globals: scopes,
    })
    .map((made) => ({
      collection: {
        info: {
          name: 'generated',
          schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
        },
        ...(made.auth !== undefined && { auth: made.auth }),
        ...(made.behaviour && { protocolProfileBehavior: made.behaviour }),
        variable: VARIABLES,
        item: made.items,
      },
      environment: [
        value('baseUrl', `http://127.0.0.1:${port}`),
        value('host', '127.0.0.1'),
        value('port', port),
        ...made.environment,
      ],
      globals: [value('empty', 'of the globals'), ...made.globals],
    }));
