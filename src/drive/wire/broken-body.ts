import type { Exchange, Outcome } from '../../contract/exchange.js';

/** Bytes that are kept of a body with a defect: it is not judged as a whole, and may be of any length. */
const KEPT = 64 * 1024;
/** A secret that begins within them has ended within so many more, and is found. */
const LONGEST_SECRET = 8 * 1024;

/** The beginning of a body with a defect, before secrets are looked for. */
export const beginning = (outcome: Outcome): Outcome => cut(outcome, KEPT + LONGEST_SECRET);

/** The same once secrets are hidden: what stands for a secret has its length. */
export function keptOf(exchange: Exchange): Exchange {
  return { ...exchange, outcome: cut(exchange.outcome, KEPT) };
}

function cut(outcome: Outcome, length: number): Outcome {
  if (outcome.kind === 'none' || !outcome.defect || outcome.body.length <= length) return outcome;
  return { ...outcome, body: Buffer.from(outcome.body.subarray(0, length)) };
}
