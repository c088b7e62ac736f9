import { expect, it } from 'vitest';
import type { Outcome } from '../../../src/contract/exchange.js';
import type { JsonObject } from '../../../src/contract/json.js';
import { Holds } from '../../../src/drive/wire/holds.js';
import { Pace } from '../../../src/drive/wire/pace.js';
import { sendWithRetries } from '../../../src/drive/wire/retry.js';
import { newmanHost } from '../../newman-host.js';

const host = newmanHost();

const answered = (status: number): Outcome => ({
  kind: 'answer',
  status,
  statusText: '',
  headers: [['Content-Type', 'application/json']],
  body: Buffer.from('{}'),
  size: 2,
});

const SCRIPT = [
  "pm.environment.set('own', String(pm.response.responseTime));",
  "pm.sendRequest('https://shop.example/other', (error, response) =>",
  "  pm.environment.set('other', String(response.responseTime)));",
];
const COLLECTION: JsonObject = {
  info: { name: 'Shop', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
  item: [
    {
      id: 'item',
      name: 'Look',
      request: { method: 'GET', url: 'https://shop.example/look' },
      event: [{ listen: 'test', script: { type: 'text/javascript', exec: SCRIPT } }],
    },
  ],
};

it('A script is told the time that the API took, however long the request waited before', async () => {
  let seen: Readonly<Record<string, unknown>> = {};
  const scopes = { environment: {}, collection: {}, globals: {} };
  await host.run(
    { collection: COLLECTION, scopes, types: scopes, environment: 'sandbox', resets: new Map(), folder: '.' },
    {
      // An hour is longer than any test waits: it cannot have been measured here.
      request: async ({ request }) => ({
        outcome: answered(200),
        duration: request.target === '/look' ? 3_600_000 : 7_200_000,
      }),
      item: (report) => {
        seen = report.scopes.environment;
      },
    },
  );
  expect(seen).toMatchObject({ own: '3600000', other: '7200000' });
});

it('The time of an exchange is that of its last attempt', async () => {
  const attempts = [
    { outcome: answered(503), startedAt: 1000, duration: 4000 },
    { outcome: answered(200), startedAt: 9000, duration: 3 },
  ];
  const { duration, startedAt, retried } = await sendWithRetries(
    async () => attempts.shift() ?? { outcome: answered(500), startedAt: 0, duration: 0 },
    new Pace(),
    new Holds().of('x'),
    { retries: 2 },
  );
  expect({ duration, startedAt }).toEqual({ duration: 3, startedAt: 9000 });
  expect(retried).toHaveLength(1);
});
