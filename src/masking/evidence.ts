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

/** In memory of its own: a small Buffer else holds the block that it was cut from, a cut one its whole. */
function cut(body: Buffer): Buffer {
  const copy = Buffer.alloc(Math.min(body.length, KEPT));
  body.copy(copy);
  return copy;
}
