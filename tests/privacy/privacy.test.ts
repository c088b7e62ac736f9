import { describe, expect, it } from 'vitest';
import type { Exchange, Header } from '../../src/contract/exchange.js';
import type { Contract, Operation } from '../../src/contract/model.js';
import { deprecation } from '../../src/rules/lifecycle/deprecation.js';
import { consumerData } from '../../src/rules/privacy/consumer-data.js';
import { secretEcho } from '../../src/rules/privacy/secret-echo.js';
import { sensitiveField } from '../../src/rules/privacy/sensitive-field.js';
import { stackTrace } from '../../src/rules/privacy/stack-trace.js';
import type { ObservationRule, View } from '../../src/rules/rule.js';

const operation = {
  name: 'Customers / Get',
  examples: [
    { name: 'ok', status: 200, headers: [], body: '{"data":{"id":"x","card_token":"t","sessionId":"s"}}' },
  ],
  request: { body: { mode: 'raw', raw: '{"user":{"password":"x"}}' } },
  scripts: [
    {
      listen: 'test',
      owner: 'Customers / Get',
      source:
        "pm.environment.set('salt', pm.response.json().session_token); pm.test('has \"token\"', f)\npm.expect(json).to.not.have.property('api_token');",
    },
    { listen: 'test', owner: 'Customers', source: 'json.client_secret' },
  ],
};
const contract = { schemas: { response: () => undefined, error: undefined, shared: [] } };
const VIEW = {
  contract: contract as unknown as Contract,
  operation: operation as unknown as Operation,
} as View;

function exchange(
  status: number,
  body: unknown,
  headers: readonly Header[] = [],
  sent: unknown = {},
): Exchange {
  return {
    id: 1,
    environment: 'sandbox',
    operation: operation.name,
    request: {
      method: 'POST',
      origin: 'https://api.test',
      target: '/x',
      headers: [],
      body: Buffer.from(JSON.stringify(sent)),
    },
    outcome: {
      kind: 'answer',
      status,
      statusText: '',
      headers,
      body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
      size: 1,
    },
    startedAt: Date.parse('2026-06-01T00:00:00Z'),
    duration: 1,
    retried: [],
  };
}

const verdict = (rule: ObservationRule, seen: Exchange) =>
  rule.judge({ exchange: seen, valid: false, sends: 'x', before: [], secrets: () => [] }, VIEW);

describe('privacy/stack-trace', () => {
  it.each([
    ['Node', 'TypeError: x is undefined\n    at handler (/srv/app/index.js:12:7)'],
    ['Node modules', 'Error\n    at file:///srv/app/index.mjs:3:1'],
    ['Python', 'Traceback (most recent call last):\n  File "/app/main.py", line 3, in <module>'],
    ['Java', 'java.lang.NullPointerException\n\tat com.acme.Api.get(Api.java:42)'],
    ['.NET', '   at Acme.Api.Get(String id) in C:\\src\\Api.cs:line 12'],
    ['PHP', '#0 /var/www/index.php(12): main()'],
    ['Ruby', "/srv/app.rb:12:in `get'"],
    ['Go', 'goroutine 1 [running]:\nmain.main()\n\t/src/main.go:12 +0x1d'],
    ['PostgreSQL', 'ERROR: syntax error at or near "FROM"'],
    ['a statement', 'SELECT id, email FROM customers WHERE id = $1'],
    ['Oracle', 'ORA-00933: SQL command not properly ended'],
    ['a lost row', 'No Rows Updated'],
    ['a small statement', 'insert into "users" ("id") values ($1) - relation "users" does not exist'],
    ['a constraint', 'update or delete on table "a" violates foreign key constraint "a_fk" on table "b"'],
    ['a driver', "ER_NO_REFERENCED_ROW_2: Duplicate entry 'x' for key 'a'"],
    ['a document store', 'MongoServerError: E11000 duplicate key error collection: a.b'],
    ['a mapper', 'Invalid `prisma.user.create()` invocation'],
  ])('sees a trace of %s in a message', (_what, message) => {
    expect(verdict(stackTrace, exchange(500, { error_code: 'E', error_type: 'T', message }))?.holds).toBe(
      false,
    );
  });

  it.each([
    'column "vip" does not exist in this sheet',
    'insert into the list what is missing',
    'no rows found',
  ])('takes no word of a refusal for that of a database: %j', (message) => {
    expect(verdict(stackTrace, exchange(400, { error_code: 'E', error_type: 'T', message }))?.holds).toBe(
      true,
    );
  });

  it.each([
    'the field at $.items[3] must be a number (line 12, column 7)',
    'select a plan from the list; update your customers',
    'look at https://docs.example.com:443/errors/12 for more',
    'the request failed at 12:30:15 in the sandbox',
    'invalid value at position 3: expected string',
  ])('finds nothing in “%s”', (message) => {
    expect(verdict(stackTrace, exchange(400, { error_code: 'E', error_type: 'T', message }))?.holds).toBe(
      true,
    );
  });

  it('finds nothing in what the request itself sent', () => {
    const text = 'SELECT id FROM customers';
    expect(verdict(stackTrace, exchange(400, { message: `bad: ${text}` }, [], { text }))?.holds).toBe(true);
  });
});

describe('privacy/consumer-data', () => {
  it.each([
    ['an e-mail address', { message: 'already used by ada@lovelace.example' }],
    ['a card number', { message: 'card 4111 1111 1111 1111 is refused' }],
    ['a telephone number', { conflict: { phone: '+44 20 7946 0958' } }],
    ['a date of birth', { customer: { birth_date: '1815-12-10' } }],
    ['a name', { customer: { first_name: 'Ada' } }],
  ])('sees %s in an error', (_what, body) => {
    expect(verdict(consumerData, exchange(400, body))?.holds).toBe(false);
  });

  it.each([
    ['an address that the request sent', { message: 'ada@x.example is taken' }, { email: 'ADA@x.example' }],
    ['the address of the service', { message: 'write to support@modernltv.com' }, {}],
    [
      'a message under the name of a field',
      { errors: { first_name: 'is required', phone: 'must be a number' } },
      {},
    ],
    [
      'a request_id and a time',
      { request_id: 'req_4111111111111112', at: '2026-01-01T00:00:00Z', trace: '4539148803436468123' },
      {},
    ],
  ])('finds nothing in %s', (_what, body, sent) => {
    expect(verdict(consumerData, exchange(400, body, [], sent))?.holds).toBe(true);
  });

  it('leaves successes alone', () => {
    expect(verdict(consumerData, exchange(200, { email: 'ada@lovelace.example' }))).toBeUndefined();
  });

  it('takes a statement in a success for what somebody keeps there', () => {
    const query = { query: 'SELECT id, email FROM customers' };
    expect(verdict(stackTrace, exchange(200, query))?.holds).toBe(true);
    expect(verdict(stackTrace, exchange(400, query))?.holds).toBe(false);
  });
});

describe('privacy/sensitive-field', () => {
  it.each([
    { data: { password_hash: '$2b$10$abc' } },
    { api_key: 'k1' },
    { data: { id: 'x', number: '4111111111111111' } },
    { refresh_token: 'r' },
    { salt: 'the name of a variable' },
    { api_token: 'what a test asks not to be there' },
    { client_secret: 'of the tests of a folder' },
  ])('sees %j', (body) => {
    expect(verdict(sensitiveField, exchange(200, body))?.holds).toBe(false);
  });

  it.each([
    { data: { card_token: 'documented' } },
    { session_token: 'looked at by its own test' },
    {
      has_password: true,
      password_updated_at: '2026-01-01',
      next_page_token: 'n',
      key: 'risk',
      token_type: 'x',
    },
    { total: 4111111111111, secret_name: 'prod' },
    { password: null },
    {
      hasPassword: true,
      passwordUpdatedAt: '2026-01-01',
      secretName: 'prod',
      apiKeyId: 'k1',
      cardNumberLast4: '4242',
    },
    { signingSecretHint: '9f', signingSecret: '••••9f', apiKey: 'sk_***9f' },
  ])('finds nothing in %j', (body) => {
    expect(verdict(sensitiveField, exchange(200, body))?.holds).toBe(true);
  });

  it('takes the name of a field that was sent, in a map of errors, for no such field', () => {
    const said = (body: unknown, status = 422) => verdict(sensitiveField, exchange(status, body))?.holds;
    expect(said({ errors: { password: ['is too short'] } })).toBe(true);
    expect(said({ errors: { password: ['hunter2'] } })).toBe(false);
    expect(said({ errors: { api_key: ['is too short'] } })).toBe(false);
    expect(said({ password: 'a b' }, 200)).toBe(false);
  });
});

describe('privacy/secret-echo', () => {
  it('takes a documented field that is named for a session for no echo of it', () => {
    const secrets = (text: string) => (text.includes('s-123') ? ['{{SANDBOX_VAR_SESSION_ID}}'] : []);
    const said = (body: unknown) =>
      secretEcho.judge({ exchange: exchange(200, body), valid: true, sends: 'x', before: [], secrets }, VIEW)
        ?.holds;
    expect(said({ data: { sessionId: 's-123' } })).toBe(true);
    expect(said({ data: { id: 's-123' } })).toBe(false);
    expect(said({ data: { session: 's-123' } })).toBe(false);
  });
});

describe('lifecycle/deprecation', () => {
  it('fails past the Sunset date', () => {
    const judged = verdict(deprecation, exchange(200, {}, [['Sunset', 'Fri, 01 May 2026 00:00:00 GMT']]));
    expect(judged).toMatchObject({ holds: false, at: 'Sunset' });
  });

  it('notes an end that is announced, and what is only deprecated', () => {
    const judged = verdict(
      deprecation,
      exchange(200, {}, [
        ['sunset', 'Fri, 01 Jan 2027 00:00:00 GMT'],
        ['deprecation', '@1767225600'],
      ]),
    );
    expect(judged).toEqual({
      holds: true,
      notes: [
        'announces its end: Sunset Fri, 01 Jan 2027 00:00:00 GMT',
        'is deprecated: since 2026-01-01T00:00:00.000Z',
      ],
    });
  });
});
