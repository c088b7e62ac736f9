import { expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/contract/config.js';
import { bearerOf } from '../../src/contract/exchange.js';
import { operationsIn } from '../../src/contract/load.js';
import { sampleOf } from '../../src/plan/sample.js';

it.each(['digest', 'hawk'])(
  'A request whose auth is %s says that only newman can build it, not that it is signed',
  (type) => {
    const item = [
      { name: 'A', request: { method: 'GET', url: 'https://a.test/', auth: { type, [type]: [] } } },
    ];
    const none = { sandbox: new Map<string, string>(), production: new Map<string, string>() };
    const [operation] = operationsIn({ item }, DEFAULT_CONFIG, none);
    expect(operation && sampleOf(operation, 'https://a.test').problem).toBe(
      `the auth of the request is of type ${type}: only newman can build it`,
    );
  },
);

it('A request with a token of oauth2 carries it as a Bearer token, which can be left out and changed', () => {
  const auth = { type: 'oauth2', oauth2: [{ key: 'accessToken', value: '{{token}}' }] };
  const item = [{ name: 'A', request: { method: 'GET', url: 'https://a.test/', auth } }];
  const none = { sandbox: new Map<string, string>(), production: new Map<string, string>() };
  const [operation] = operationsIn({ item }, DEFAULT_CONFIG, none);
  const sample = operation && sampleOf(operation, 'https://a.test');
  expect(sample?.problem).toBeUndefined();
  expect(sample && bearerOf(sample.request)).toBe('mark-of-token');
});
