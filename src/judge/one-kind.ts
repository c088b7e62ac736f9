import { isUnavailable } from '../contract/loss.js';
import { gatewayKindOf } from './by-gateway.js';
import { clearness, gatewayClearness } from './clearest.js';
import { LOST } from './lost.js';
import { type Failed, isOfProbe, isOfValid } from './traces.js';

/** What one thing explains, whichever rules show it; undefined of what its rule and its cause tell best. */
export type KindOf = (failed: Failed) => string | undefined;

/** Rules, and families of them, over which closed connections have to be scattered to be no answer to what was sent. */
const SCATTERED = { rules: 4, families: 2 };

export function kindsIn(all: readonly Failed[]): KindOf {
  const outages = all.filter(isOutage);
  const rules = new Set(all.filter(isClosed).map(({ result }) => result.case.rule));
  const families = new Set([...rules].map((rule) => rule.split('/')[0]));
  const scattered = rules.size >= SCATTERED.rules && families.size >= SCATTERED.families;
  return (failed) => {
    const outage = isOutage(failed) ? failed : outages.find((one) => isOfOutage(failed, one));
    if (outage) return `outage ${outage.result.case.environment}`;
    return gatewayKindOf(failed.finding) ?? (scattered && isClosed(failed) ? 'closed' : undefined);
  };
}

const isOutage = ({ finding }: Failed): boolean => finding.cause === LOST.outage;

/** A connection that was closed without an answer: a limit, a firewall and an API that crashes do so alike. */
function isClosed({ finding: { exchange } }: Failed): boolean {
  return exchange?.outcome.kind === 'none' && exchange.outcome.reason === 'closed';
}

/** Whether a gateway spoke for an environment that was down. */
function isOfOutage({ result, finding: { exchange } }: Failed, { finding, ...outage }: Failed): boolean {
  return (
    exchange?.outcome.kind === 'answer' &&
    exchange.outcome.gateway !== undefined &&
    isUnavailable(exchange.outcome) &&
    result.case.environment === outage.result.case.environment &&
    exchange.startedAt >= (finding.exchange?.startedAt ?? Number.POSITIVE_INFINITY)
  );
}

/** What leads such a group: what the valid request shows; where one thing alone provoked it, that. */
export function clearestFirst(group: readonly Failed[]): Failed[] {
  const outage = group.find(isOutage);
  if (outage) return [outage, ...group.filter((one) => one !== outage)];
  const provoked = new Set(group.filter(isOfProbe).map(({ result }) => result.case.rule));
  const clearer = provoked.size === 1 && !group.some(isOfValid) ? clearness : gatewayClearness;
  return [...group].sort((a, b) => clearer(a) - clearer(b));
}
