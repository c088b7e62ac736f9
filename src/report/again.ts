import type { Exchange } from '../contract/exchange.js';
import type { Finding } from '../contract/verdict.js';
import type { RunIdentity } from '../judge/result.js';
import { ruleOptions } from '../rules/opt-in.js';
import { curl, unsetVariables } from './curl.js';
import { shellRemark, shellWord } from './shell.js';

/** Bytes of a request body that findings keep; a body of that size may have been longer. */
const KEPT = 4096;

/** Whether the exchange was made with the embedded API. */
function isEmbedded(identity: RunIdentity, { environment }: Exchange): boolean {
  return identity.environments.some(({ name, embedded }) => name === environment && embedded);
}

/** Lines for a shell that send the finding's requests again; none where it rests on no single request. */
export function curlLines(finding: Finding, identity: RunIdentity): string[] {
  return [finding.exchange, finding.counterpart].flatMap((exchange) => {
    if (!exchange) return [];
    const embedded = isEmbedded(identity, exchange);
    const cut = (exchange.request.body?.length ?? 0) >= KEPT ? [shellRemark('the body below is cut')] : [];
    const serve = ['while this runs: npx --no contract-suite serve', ...faults(identity)].join(' ');
    return [
      ...(embedded ? [shellRemark(serve)] : []),
      ...unsetVariables(exchange, identity.labels),
      ...cut,
      curl(exchange, { embedded, ownCa: identity.ownCa, labels: identity.labels }),
    ];
  });
}

/** The command that judges the same rule on the same operation again, in the same environments. */
export function runAgain(rule: string, operation: string | undefined, identity: RunIdentity): string {
  const { environments } = identity;
  const embedded = environments.some((environment) => environment.embedded);
  return [
    'npx --no contract-suite run',
    ...(embedded ? ['--embedded', ...faults(identity)] : writable(identity)),
    ...dataOptions(identity),
    ...(environments.length === 1 ? environments.map(({ name }) => `--env ${name}`) : []),
    ruleOptions(rule),
    ...(operation === undefined ? [] : [`--operation ${shellWord(operation)}`]),
  ].join(' ');
}

/** The same file for all, or one for each. */
function dataOptions({ environments }: RunIdentity): string[] {
  const given = environments.flatMap(({ name, data }) => (data ? [{ name, file: data.file }] : []));
  const [first] = given;
  const forAll = given.length === environments.length && given.every(({ file }) => file === first?.file);
  if (forAll && first) return [`--data ${shellWord(first.file)}`];
  return given.map(({ name, file }) => `--data ${shellWord(`${name}=${file}`)}`);
}

const faults = (identity: RunIdentity): string[] => identity.faults.map((fault) => `--fault ${fault}`);

/** Sandbox may be changed by default; production only where it was said. */
function writable({ environments }: RunIdentity): string[] {
  const names = environments.filter(({ writes }) => writes).map(({ name }) => name);
  return names.includes('production') ? names.map((name) => `--writes ${name}`) : [];
}
