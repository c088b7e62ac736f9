import type { Exchange } from '../contract/exchange.js';

/** Bytes of a body that is kept. */
const KEPT = 4096;

/** The exchange with bodies cut to what a reader needs; copied, so that a cut body does not hold the whole in memory. */
export function trimmed(exchange: Exchange): Exchange {
  const { request, outcome } = exchange;
  return {
    ...exchange,
    request: { ...request, ...(request.body && { body: cut(request.body) }) },
    outcome: outcome.kind === 'none' ? outcome : { ...outcome, body: cut(outcome.body) },
  };
}

const cut = (body: Buffer): Buffer => (body.length > KEPT ? Buffer.from(body.subarray(0, KEPT)) : body);
