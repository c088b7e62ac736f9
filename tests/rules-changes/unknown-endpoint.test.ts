import { expect, it } from 'vitest';
import type { Exchange, Header } from '../../src/contract/exchange.js';
import { sampleOf } from '../../src/plan/sample.js';
import type { ProbeFacts, View } from '../../src/rules/rule.js';
import { unknownEndpoint } from '../../src/rules/status/unknown-endpoint.js';
import { item, load } from '../contract-loading/workspace.js';
import { viewOf } from '../rules-parameter/planned.js';

const TOKEN: Header = ['Authorization', 'Bearer x'];

/** Whether a status is one that a request with these headers may get from an endpoint that does not exist. */
async function holds(status: number, headers: readonly Header[]) {
  const made = await viewOf({ body: {} });
  const request = { ...made.sample.request, headers };
  const view: View = { ...made, sample: { ...made.sample, request } };
  const exchange: Exchange = {
    id: 1,
    environment: 'sandbox',
    operation: 'Make',
    request,
    outcome: { kind: 'answer', status, statusText: '', headers: [], body: Buffer.from('{}'), size: 2 },
    startedAt: 0,
    duration: 1,
    retried: [],
  };
  const planned = unknownEndpoint.plan(view);
  if ('skip' in planned || !planned[0]) throw new Error('nothing is planned');
  return unknownEndpoint.judge(exchange, planned[0], { accepted: (documented) => documented, view }).holds;
}

it('An endpoint that does not exist is not found', async () => {
  expect(await holds(404, [TOKEN])).toBe(true);
  expect(await holds(200, [TOKEN])).toBe(false);
  expect(await holds(401, [TOKEN])).toBe(false);
});

it('It may ask a request without a token for one first', async () => {
  expect(await holds(401, [])).toBe(true);
  expect(await holds(400, [])).toBe(false);
});

/** Where the first of some requests is sent, by their paths, where the base URL has a path of its own. */
async function sentTo(
  ...urls: (string | { raw: string; host: string[]; path: string[]; variable: object[] })[]
) {
  const contract = await load({
    'collections/shop.postman_collection.json': {
      info: { name: 'Shop', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
      item: urls.map((url, index) => item(`Request ${index}`, {}, { method: 'GET', url } as never)),
      variable: [{ key: 'orderId', value: '7' }],
    },
  });
  const [operation] = contract.operations;
  if (!operation) throw new Error('no operation');
  const sample = sampleOf(operation, 'https://localhost/api');
  const planned = unknownEndpoint.plan({ contract, operation, environment: 'sandbox', writes: true, sample });
  if ('skip' in planned) throw new Error(planned.skip);
  const changed = planned[0]?.change(sample.request, {} as ProbeFacts);
  return changed?.target.replace(/no-such-endpoint-[0-9a-f]{8}/, 'NONE');
}

it('It is none whose name stands where an identifier does', async () => {
  const variable = [{ key: 'orderId', value: '6f1c2d3e' }];
  const url = { raw: '{{baseUrl}}/orders/:orderId', host: ['{{baseUrl}}'], path: ['orders', ':orderId'] };
  expect(await sentTo({ ...url, variable })).toBe('/api/NONE/6f1c2d3e');
  expect(await sentTo('{{baseUrl}}/orders/42')).toBe('/api/NONE/42');
  expect(await sentTo('{{baseUrl}}/orders/latest', '{{baseUrl}}/orders/{{orderId}}')).toBe(
    '/api/NONE/latest',
  );
  expect(await sentTo('{{baseUrl}}/orders/search', '{{baseUrl}}/bills/{{orderId}}')).toBe('/api/orders/NONE');
  expect(await sentTo('{{baseUrl}}/v1/orders', '{{baseUrl}}/v1/orders/{{orderId}}')).toBe('/api/v1/NONE');
});
