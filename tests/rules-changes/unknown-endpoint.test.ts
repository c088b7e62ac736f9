import { expect, it } from 'vitest';
import type { Exchange, Header } from '../../src/contract/exchange.js';
import type { View } from '../../src/rules/rule.js';
import { unknownEndpoint } from '../../src/rules/status/unknown-endpoint.js';
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
