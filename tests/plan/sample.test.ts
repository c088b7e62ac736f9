import { expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/contract/config.js';
import { operationsIn } from '../../src/contract/load.js';
import { sampleOf } from '../../src/plan/sample.js';

it.each(['oauth2', 'digest', 'hawk'])(
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
