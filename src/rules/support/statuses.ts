import type { Answer, Exchange } from '../../contract/exchange.js';
import type { ErrorPlaces } from '../../contract/promises.js';
import { coversStatus, isSuccess, type StatusSet } from '../../contract/statuses.js';
import type { Judgement } from '../rule.js';
import { codeIn, namesOf } from './error-places.js';
import { read } from './reading.js';

/** `400, 401 or 403`. */
export function oneOf(statuses: StatusSet): string {
  return statuses.length < 2
    ? String(statuses[0])
    : `${statuses.slice(0, -1).join(', ')} or ${statuses.at(-1)}`;
}

/** What is noted of an answer of GraphQL that has both. */
export const IN_PART = 'answered with errors and a part of the data';

/** The cause of what looks accepted, and is refused in the body. */
export const ERROR_IN_SUCCESS = 'error in a success';

/** What came back, in one line. */
export function received(exchange: Exchange): string {
  const { outcome } = exchange;
  return outcome.kind === 'none' ? `no answer: ${outcome.detail}` : `status ${told(outcome)}`;
}

/** The status of an answer, and what it says beside that. */
export function told({ status, graphql }: Answer): string {
  return graphql === 'errors' && isSuccess(status) ? `${status} with errors and no data` : String(status);
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
  const said = isSuccess(outcome.status) ? outcome.graphql : undefined;
  if (said === 'errors' || said === 'partial') return judgeErrors(exchange, said, accepted, advice);
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

/** An answer of GraphQL with errors, under the status of a success: the errors say what it is. */
function judgeErrors(
  exchange: Exchange,
  said: 'errors' | 'partial',
  accepted: StatusSet,
  advice: string,
): Judgement {
  const mayRefuse = accepted.some((status) => !ofSuccess(status));
  const maySucceed = accepted.some(ofSuccess);
  if (said === 'errors') {
    if (mayRefuse) return { holds: true, notes: [`answered ${received(exchange).slice('status '.length)}`] };
    return {
      holds: false,
      expected: `status ${oneOf(accepted)} with data`,
      received: received(exchange),
      advice,
      cause: ERROR_IN_SUCCESS,
    };
  }
  if (maySucceed) return { holds: true, notes: [IN_PART] };
  return {
    holds: 'nothing',
    reason: 'answered with errors and a part of the data: whether that part is for everyone is open',
  };
}

/** Whether an answer of GraphQL says by null, and by no error, that what was asked for is not there. */
export function saysNothingIsThere({ outcome }: Exchange): boolean {
  return outcome.kind === 'answer' && isSuccess(outcome.status) && outcome.graphql === 'nothing';
}

/** The judgement on an answer to a request for what does not exist, where it says so by null. */
export function nothingThere(exchange: Exchange): Judgement | undefined {
  if (!saysNothingIsThere(exchange)) return undefined;
  return { holds: true, notes: ['answered with null in place of what does not exist'] };
}

const ofSuccess = (status: StatusSet[number]): boolean => String(status).startsWith('2');
