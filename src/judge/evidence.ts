import type { Exchange, Header, Outcome, WireRequest } from '../contract/exchange.js';

/** Bytes of a body that a finding keeps. */
const KEPT = 4096;

/** Turns what stands for a secret into what reports show for it. */
export type Show = (text: string) => string;

/** The exchange as a finding keeps it: bodies cut to what a reader needs, secrets under their names. */
export function evidence(exchange: Exchange, show: Show): Exchange {
  return {
    ...exchange,
    request: shownRequest(exchange.request, show),
    outcome: shownOutcome(exchange.outcome, show),
    ...(exchange.variables && {
      variables: Object.fromEntries(
        Object.entries(exchange.variables).map(([name, value]) => [name, show(value)]),
      ),
    }),
  };
}

function shownRequest(request: WireRequest, show: Show): WireRequest {
  return {
    ...request,
    target: show(request.target),
    headers: shownHeaders(request.headers, show),
    ...(request.body && { body: cut(request.body, show) }),
  };
}

function shownOutcome(outcome: Outcome, show: Show): Outcome {
  if (outcome.kind === 'none') return outcome;
  return { ...outcome, headers: shownHeaders(outcome.headers, show), body: cut(outcome.body, show) };
}

function shownHeaders(headers: readonly Header[], show: Show): Header[] {
  return headers.map(([name, value]): Header => [name, show(value)]);
}

function cut(body: Buffer, show: Show): Buffer {
  const kept = body.subarray(0, KEPT);
  const text = kept.toString('utf8');
  // A body that is no text is shown by nobody; it stays as it is.
  return alone(text.includes('\uFFFD') ? kept : Buffer.from(show(text)));
}

/** A copy in memory of its own: a small Buffer else holds the block that it was cut from, a cut one its whole. */
function alone(bytes: Buffer): Buffer {
  const copy = Buffer.alloc(bytes.length);
  bytes.copy(copy);
  return copy;
}
