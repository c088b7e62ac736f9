import type { Answer, Exchange } from '../contract/exchange.js';
import { UNNAMED } from '../contract/gateway-pages.js';
import { notTheApi } from '../contract/gateway-words.js';
import type { Finding } from '../contract/verdict.js';
import type { Judgement } from '../rules/rule.js';

type Broken = Extract<Judgement, { holds: false }>;

/** An answer that a gateway gave in the API's place, of those that a finding shows. */
const answerOf = (exchanges: readonly (Exchange | undefined)[]): (Answer & { gateway: string }) | undefined =>
  exchanges
    .map((exchange) => exchange?.outcome)
    .find(
      (outcome): outcome is Answer & { gateway: string } =>
        outcome?.kind === 'answer' && outcome.gateway !== undefined,
    );

/** What came from a gateway is one kind: by whom, and with which status; undefined where the API answered. */
export function gatewayKind(...exchanges: readonly (Exchange | undefined)[]): string | undefined {
  const answer = answerOf(exchanges);
  return answer && `${answer.gateway} ${answer.status}`;
}

export const gatewayKindOf = ({ exchange, counterpart }: Finding): string | undefined =>
  gatewayKind(exchange, counterpart);

/** Why what a gateway answered to a probe says nothing of it: a limit, say, or a back end that is down, met both. */
export const alsoByGateway = (operation: string, kind: string): string =>
  `the valid request of ${operation} was answered by the same gateway too (${kind.replace(`${UNNAMED} `, '')}): that says nothing of a changed one`;

/** What failed because of a gateway's answer, with that as its cause: the sentence that it breaks is broken by no code of the API. */
export function asOfGateway(broken: Broken, ...exchanges: readonly (Exchange | undefined)[]): Broken {
  const answer = answerOf(exchanges);
  if (!answer) return broken;
  const { received } = broken;
  return {
    ...broken,
    received: `${received}${received.includes(String(answer.status)) ? '' : ` (status ${answer.status})`}, ${notTheApi(answer.gateway)}`,
    advice: adviceOn(answer.status),
    cause: `gateway ${answer.gateway} ${answer.status}`,
  };
}

/** What to look at in front of the API, by the status that was answered there. */
function adviceOn(status: number): string {
  if (status === 502 || status === 504)
    return 'See in the log of the gateway why the API behind it did not answer, or not in time.';
  if (status === 429 || status === 503)
    return 'See whether the API behind the gateway is up, and how many requests the gateway lets through; --rate and --lanes send fewer.';
  if (status === 413 || status === 414 || status === 431)
    return 'Raise the limit of the gateway above what the API takes, or document this answer.';
  if (status === 404 || status === 405 || status === 501)
    return 'Let the gateway pass this path and method on to the API, or document this answer.';
  if (status === 401 || status === 403)
    return 'See in the log of the gateway what it refused: an address, a credential of its own, a rule of a firewall, a limit.';
  return 'See in the log of the gateway what it refused; give its answers the documented form, or document them.';
}
