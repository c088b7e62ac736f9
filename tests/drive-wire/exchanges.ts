import type { Answer, Exchange, Header, Outcome, WireRequest } from '../../src/contract/exchange.js';

export const requestOf = (
  parts: Partial<Omit<WireRequest, 'body'>> & { readonly body?: string } = {},
): WireRequest => {
  const { body, ...rest } = parts;
  const whole = { method: 'POST', origin: 'https://api.example', target: '/things', headers: [], ...rest };
  return body === undefined ? whole : { ...whole, body: Buffer.from(body) };
};

export const answer = (
  body: string | Buffer = '',
  headers: readonly Header[] = [],
  status = 200,
): Answer => ({
  kind: 'answer',
  status,
  statusText: 'OK',
  headers,
  body: Buffer.from(body),
  size: body.length,
});

export const exchangeOf = (request: WireRequest, outcome: Outcome): Exchange => ({
  id: 1,
  environment: 'sandbox',
  operation: 'Things / Create',
  request,
  outcome,
  startedAt: 0,
  duration: 1,
  retried: [],
});
