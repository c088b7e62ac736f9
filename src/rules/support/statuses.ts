import type { Exchange } from '../../contract/exchange.js';
import { isRecord } from '../../contract/places.js';
import type { Judgement } from '../rule.js';
import { read } from './reading.js';

/** What a request that lacks its client_id, or carries a wrong one, may be answered (`D1`, `D10`). */
export const CLIENT_ID_REFUSED = [400, 401, 403, 404] as const;
/** What a request that lacks its Bearer token, or carries a wrong one, may be answered (`D10`). */
export const BEARER_REFUSED = [401, 403] as const;
/** What a request that is missing something, or has something invalid, is answered (`D10`). */
export const BAD_REQUEST = [400] as const;
/** Any documented refusal (`D10`); 429 is no refusal of what was sent. */
export const REFUSED = [400, 401, 403, 404] as const;

export const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** `400, 401 or 403`. */
export function oneOf(statuses: readonly number[]): string {
  return statuses.length < 2
    ? String(statuses[0])
    : `${statuses.slice(0, -1).join(', ')} or ${statuses.at(-1)}`;
}

/** The cause of what looks accepted, and is refused in the body. */
export const ERROR_IN_SUCCESS = 'error in a success';

/** The error_code in an answer's body; null says that there is none. */
function errorCodeOf(exchange: Exchange): unknown {
  const json = read(exchange)?.json;
  return isRecord(json) ? (json['error_code'] ?? undefined) : undefined;
}

/** What came back, in one line. */
export function received(exchange: Exchange): string {
  const { outcome } = exchange;
  return outcome.kind === 'none' ? `no answer: ${outcome.detail}` : `status ${outcome.status}`;
}

/** Judges an answer by its status alone; that a refusal has an envelope is the `error` family's business. */
export function judgeStatus(exchange: Exchange, accepted: readonly number[], advice: string): Judgement {
  const { outcome } = exchange;
  const expected = `status ${oneOf(accepted)}`;
  if (outcome.kind === 'none') {
    return {
      holds: false,
      expected,
      received: received(exchange),
      advice,
      cause: `no answer: ${outcome.reason}`,
    };
  }
  if (accepted.includes(outcome.status)) {
    return accepted.length > 1 ? { holds: true, notes: [`answered ${outcome.status}`] } : { holds: true };
  }
  if (outcome.status === 429)
    return { holds: 'unknown', reason: 'still answered 429 (rate limit) after the retries' };
  const code = isSuccess(outcome.status) ? errorCodeOf(exchange) : undefined;
  if (code !== undefined && !accepted.some(isSuccess)) {
    const told = `${received(exchange)} with error_code ${JSON.stringify(code)}`;
    return { holds: false, expected, received: told, advice, cause: ERROR_IN_SUCCESS };
  }
  // Accepted is accepted, whether with 200 or with 201.
  const cause = isSuccess(outcome.status) && !accepted.some(isSuccess) ? 'accepted' : received(exchange);
  return { holds: false, expected, received: received(exchange), advice, cause };
}
