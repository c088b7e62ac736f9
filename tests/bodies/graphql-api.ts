import { isRecord, jsonOf } from '../../src/contract/places.js';
import type { Call, OtherApi } from '../other-api/api.js';

/** What is done wrong. */
export type Wrong =
  | 'takes any token'
  | 'takes any client'
  | 'takes any type of content'
  | 'takes broken JSON'
  | 'takes any JSON'
  | 'takes a missing id'
  | 'takes an id of any type'
  | 'takes a size of any type'
  | 'answers errors without a message'
  | 'fails on valid requests'
  | 'fails on valid requests with null';

/** Ways of being right that are the API's own business. */
export type Manner =
  | 'errors under 200'
  | 'errors under their statuses'
  | 'errors beside null fields'
  | 'a part of the data'
  | 'refuses unknown variables';

class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** Reads broken JSON as far as it goes, as some do. */
function anyhow(text: string): unknown {
  const json = jsonOf(text);
  return json === undefined ? { query: 'query { user }', variables: { id: '7' } } : json;
}

/** An endpoint of GraphQL, by hand: what it checks, it checks without any schema. */
export function graphqlApi(
  api: OtherApi,
  wrong: readonly Wrong[] = [],
  manner: Manner = 'errors under 200',
): NonNullable<OtherApi['instead']> {
  return (call) => {
    if (call.request.method !== 'POST' || !call.path.endsWith('/graphql')) {
      call.send(404, { error_code: 'no_such_endpoint', error_type: 'not_found' });
      return true;
    }
    try {
      const data = answerTo(call, api, wrong, manner);
      call.send(200, data);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refuse(call, error, wrong, manner);
    }
    return true;
  };
}

function refuse(call: Call, { status, message }: Refused, wrong: readonly Wrong[], manner: Manner): void {
  const errors = [wrong.includes('answers errors without a message') ? { code: message } : { message }];
  if (manner === 'errors under their statuses')
    call.send(status, { errors }, { 'content-type': 'application/graphql-response+json' });
  else if (manner === 'errors beside null fields') call.send(200, { data: { user: null }, errors });
  else call.send(200, { errors });
}

function answerTo(
  { request, body, path, environment }: Call,
  api: OtherApi,
  wrong: readonly Wrong[],
  manner: Manner,
): unknown {
  const { clientId, bearerToken } = api.environments[environment];
  const does = (one: Wrong): boolean => wrong.includes(one);
  const check = (holds: boolean, unless: Wrong, status: number, message: string): void => {
    if (!holds && !does(unless)) throw new Refused(status, message);
  };
  check(path.split('/')[2] === clientId, 'takes any client', 401, 'unknown client');
  check(request.headers.authorization === `Bearer ${bearerToken}`, 'takes any token', 401, 'who are you');
  const type = request.headers['content-type'] ?? '';
  check(/^application\/json\s*(;|$)/.test(type), 'takes any type of content', 400, 'no JSON');
  const json = does('takes broken JSON') ? anyhow(body) : jsonOf(body);
  check(json !== undefined, 'takes broken JSON', 400, 'broken JSON');
  check(isRecord(json) && typeof json['query'] === 'string', 'takes any JSON', 400, 'no query');
  const given = isRecord(json) && isRecord(json['variables']) ? json['variables'] : {};
  const { id, size, note, ...unknown } = given;
  check(id !== undefined && id !== null, 'takes a missing id', 400, '$id is required');
  const isId = id === undefined || id === null || typeof id === 'string' || Number.isInteger(id);
  check(isId, 'takes an id of any type', 400, '$id is no ID');
  check(size === undefined || Number.isInteger(size), 'takes a size of any type', 400, '$size is no Int');
  if (note !== undefined && note !== null && typeof note !== 'string')
    throw new Refused(400, '$note is no String');
  if (manner === 'refuses unknown variables' && Object.keys(unknown).length > 0)
    throw new Refused(400, 'unknown variable');
  if (does('fails on valid requests')) throw new Refused(400, 'something went wrong');
  if (does('fails on valid requests with null'))
    return { data: null, errors: [{ message: 'something went wrong' }] };
  const user = { user: { name: 'Ada', mail: null } };
  return manner === 'a part of the data'
    ? { data: user, errors: [{ message: 'no mail for you', path: ['user', 'mail'] }] }
    : { data: user };
}

const USER = `# Who is it
query User($id: ID!, $size: Int! = 3, $note: String) {
  user(id: $id, size: $size, note: $note) { name mail }
}
query Nobody($x: Float!) { nobody(x: $x) }`;
const SAVED = [
  {
    name: 'Success',
    code: 200,
    body: JSON.stringify({ data: { user: { name: 'Ada', mail: 'a@b.example' } } }),
  },
  { name: 'Unknown', code: 200, body: JSON.stringify({ data: null, errors: [{ message: 'nobody' }] }) },
];

const operation = (name: string, body: unknown) => ({
  name,
  request: {
    method: 'POST',
    url: '{{baseUrl}}/graphql',
    header: [{ key: 'Content-Type', value: 'application/json' }],
    body,
  },
  response: SAVED,
});

/** The same request, once as Postman's GraphQL, once as JSON by hand. */
export const USERS = {
  info: { name: 'Users', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
  auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{bearerToken}}', type: 'string' }] },
  variable: [{ key: 'user', value: '7' }],
  item: [
    operation('Ask', {
      mode: 'graphql',
      graphql: { query: USER, operationName: 'User', variables: '{"id": "{{user}}", "size": {{user}}}' },
    }),
    operation('Ask by hand', {
      mode: 'raw',
      raw: `{"query": ${JSON.stringify(USER)}, "operationName": "User", "variables": {"id": "{{user}}", "size": {{user}}}}`,
    }),
  ],
};
