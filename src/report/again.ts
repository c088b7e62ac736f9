import type { Exchange } from '../contract/exchange.js';
import type { Finding } from '../contract/verdict.js';
import type { RunIdentity } from '../judge/result.js';
import { curl } from './curl.js';

/** Bytes of a request body that findings keep; a body of that size may have been longer. */
const KEPT = 4096;

/** Whether the exchange was made with the embedded API. */
function isEmbedded(identity: RunIdentity, { environment }: Exchange): boolean {
  return identity.environments.some(({ name, embedded }) => name === environment && embedded);
}

/** Lines for a shell that show the finding again: the one request, where there is one. */
export function curlLines(finding: Finding, identity: RunIdentity): string[] {
  return [finding.exchange, finding.counterpart].flatMap((exchange) => {
    if (!exchange) return [];
    const embedded = isEmbedded(identity, exchange);
    const cut = (exchange.request.body?.length ?? 0) >= KEPT ? ['# the body below is cut'] : [];
    return [...cut, curl(exchange, { embedded })];
  });
}

/** The command that judges the same rule on the same operation again. */
export function runAgain(
  rule: string,
  operation: string | undefined,
  finding: Finding,
  identity: RunIdentity,
): string {
  const embedded = identity.environments.some((environment) => environment.embedded);
  return [
    'npx contract run',
    ...(embedded ? ['--embedded'] : []),
    ...identity.faults.map((fault) => `--fault ${fault}`),
    ...finding.environments.map((name) => `--env ${name}`),
    `--rule ${rule}`,
    ...(operation === undefined ? [] : [`--operation ${quoted(operation)}`]),
  ].join(' ');
}

/** The name as a pattern that matches itself: `*` and `?` match what they are. */
const quoted = (name: string): string => `'${name.replaceAll("'", "'\\''")}'`;
