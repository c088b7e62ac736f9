import type { Exchange } from '../../contract/exchange.js';
import type { ErrorPlaces } from '../../contract/promises.js';
import { coversStatus, type StatusSet } from '../../contract/statuses.js';
import type { Judgement } from '../rule.js';
import { codeIn, namesOf } from './error-places.js';
import { read } from './reading.js';

export const isSuccess = (status: number): boolean => status >= 200 && status < 300;

export const succeeded = ({ outcome }: Exchange): boolean =>
  outcome.kind === 'answer' && isSuccess(outcome.status);

/** `400, 401 or 403`. */
export function oneOf(statuses: StatusSet): string {
  return statuses.length < 2
    ? String(statuses[0])
    : `${statuses.slice(0, -1).join(', ')} or ${statuses.at(-1)}`;
}

/** The cause of what looks accepted, and is refused in the body. */
export const ERROR_IN_SUCCESS = 'error in a success';

/** What came back, in one line. */
export function received(exchange: Exchange): string {
  const { outcome } = exchange;
  return outcome.kind === 'none' ? `no answer: ${outcome.detail}` : `status ${outcome.status}`;
}

/** Judges an answer by its status alone; that a refusal has an envelope is the `error` family's business. */
export function judgeStatus(
  exchange: Exchange,
  accepted: StatusSet,
  advice: string,
  errors?: ErrorPlaces,
): Judgement {
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
  if (coversStatus(accepted, outcome.status)) {
    return accepted.length > 1 ? { holds: true, notes: [`answered ${outcome.status}`] } : { holds: true };
  }
  if (outcome.status === 429)
    return { holds: 'unknown', reason: 'still answered 429 (rate limit) after the retries' };
  const success = [200, 201, 202, 204].some((status) => coversStatus(accepted, status));
  const code = isSuccess(outcome.status) && errors ? codeIn(read(exchange)?.json, errors) : undefined;
  if (code !== undefined && errors && !success) {
    const told = `${received(exchange)} with ${namesOf(errors).code} ${JSON.stringify(code)}`;
    return { holds: false, expected, received: told, advice, cause: ERROR_IN_SUCCESS };
  }
  // Accepted is accepted, whether with 200 or with 201.
  const cause = isSuccess(outcome.status) && !success ? 'accepted' : received(exchange);
  return { holds: false, expected, received: received(exchange), advice, cause };
}
