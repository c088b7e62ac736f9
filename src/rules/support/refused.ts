import type { Exchange } from '../../contract/exchange.js';
import type { Refusal } from '../../contract/promises.js';
import type { StatusSet } from '../../contract/statuses.js';
import type { Judgement, ProbeContext } from '../rule.js';
import { judgeStatus, nothingThere } from './statuses.js';

/**
 * Judges a refusal by its status, as the documentation of this API has refusals of the kind.
 *
 * @param advice in which `{status}` is the first of those
 * @param also statuses that are right as well
 */
export function judgeRefusal(
  exchange: Exchange,
  kind: Refusal,
  { accepted, view }: ProbeContext,
  advice: string,
  also: StatusSet = [],
): Judgement {
  const { promises } = view.contract.config;
  const promised = promises.refusals[kind];
  const right = accepted(promised ? [...promised, ...also.filter((one) => !promised.includes(one))] : []);
  const [first] = right;
  if (first === undefined) return { holds: 'nothing', reason: notPromised(`refusals.${kind}`) };
  return judgeStatus(exchange, right, advice.replace('{status}', String(first)), promises.errors);
}

/** The same of a request for what does not exist. */
export const judgeUnknown: typeof judgeRefusal = (exchange, ...rest) =>
  nothingThere(exchange) ?? judgeRefusal(exchange, ...rest);

/** Why nothing is held against an answer. */
export const notPromised = (what: string): string =>
  `the documentation of this API does not promise it (promises.${what} in contract.yaml)`;
