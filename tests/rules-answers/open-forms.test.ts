import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/contract/config.js';
import type { Exchange } from '../../src/contract/exchange.js';
import type { Contract, Operation } from '../../src/contract/model.js';
import { parity } from '../../src/rules/environment/parity.js';
import { echo } from '../../src/rules/response/echo.js';
import type { Signature, View } from '../../src/rules/rule.js';
import { shapeOf } from '../../src/rules/support/shape.js';

const SENT = { title: 'Hamlet', startsAt: '2027-03-12T19:30:00Z' };
const operation = {
  request: {},
  name: 'Events / Plan',
  examples: [
    {
      name: 'ok',
      status: 200,
      headers: [],
      originalRequest: { body: { mode: 'raw', raw: JSON.stringify(SENT) } },
      body: JSON.stringify({ data: { ...SENT, tags: [{ name: 'a' }] } }),
    },
  ],
};
const contract = {
  config: DEFAULT_CONFIG,
  schemas: { statuses: () => [], response: () => undefined, error: undefined, shared: [] },
};
const VIEW = {
  contract: contract as unknown as Contract,
  operation: operation as unknown as Operation,
} as View;

function exchange(body: unknown, environment: 'sandbox' | 'production' = 'sandbox'): Exchange {
  return {
    id: 1,
    environment,
    operation: operation.name,
    request: {
      method: 'POST',
      origin: 'https://api.test',
      target: '/x',
      headers: [],
      body: Buffer.from(JSON.stringify(SENT)),
    },
    outcome: {
      kind: 'answer',
      status: 200,
      statusText: '',
      headers: [],
      body: Buffer.from(JSON.stringify(body)),
      size: 1,
    },
    startedAt: 0,
    duration: 1,
    retried: [],
  };
}

const SEEN = { valid: false, sends: 'x', before: [], secrets: () => [] };
const echoed = (data: unknown) => echo.judge({ exchange: exchange({ data }), ...SEEN }, VIEW);

describe('response/echo', () => {
  it.each([
    ['with milliseconds', '2027-03-12T19:30:00.000Z'],
    ['with an offset', '2027-03-12T20:30:00+01:00'],
  ])('takes the same moment %s for the same value', (_what, startsAt) => {
    expect(echoed({ ...SENT, startsAt })).toEqual({ holds: true });
  });

  it.each([
    ['another moment', { ...SENT, startsAt: '2027-03-12T19:31:00Z' }],
    ['another text', { ...SENT, title: 'hamlet' }],
  ])('sees %s', (_what, data) => {
    expect(echoed(data)).toMatchObject({ holds: false });
  });

  it('is not asked of a body that the request does not call JSON: it may be left unread', () => {
    const seen = { ...SEEN, exchange: exchange({ data: { ...SENT, title: 'Macbeth' } }) };
    expect(echo.judge(seen, VIEW)).toMatchObject({ holds: false });
    expect(echo.judge({ ...seen, cause: 'content-type' }, VIEW)).toBeUndefined();
  });
});

const side = (body: unknown, environment: 'sandbox' | 'production'): Signature => ({
  exchange: exchange(body, environment),
  status: 200,
  shape: shapeOf(body),
});
const compared = (one: unknown, two: unknown) =>
  parity.judge(
    { name: 'valid', sends: 'x', valid: true, sides: [side(one, 'sandbox'), side(two, 'production')] },
    VIEW,
  );

describe('environment/parity', () => {
  it('leaves alone what items of a list hold under names that no document knows', () => {
    const list = (own: unknown) => ({ data: { tags: [{ name: 'a', own }] } });
    expect(compared(list('x'), list({ x: 1 }))).toMatchObject({ holds: true });
  });

  it('leaves alone a field that only a thing in another state has', () => {
    const job = (state: string, more = {}) => ({ data: { ...SENT, state, ...more } });
    const full = { data: { ...SENT, state: 'done', tags: [] } };
    expect(compared(full, job('queued'))).toMatchObject({ holds: true });
    expect(compared(full, job('done'))).toMatchObject({ holds: false, at: '$.data.tags' });
  });

  it('sees another kind of value under a name of an item that an example shows', () => {
    const list = (name: unknown) => ({ data: { tags: [{ name }] } });
    expect(compared(list('x'), list(7))).toMatchObject({ holds: false, at: '$.data.tags[].name' });
  });
});
