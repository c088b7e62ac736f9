import type { EnvironmentName, Exchange } from '../contract/exchange.js';
import type { Finding } from '../contract/verdict.js';
import { rules } from '../rules/index.js';
import { DELETED_WITH_ANOTHER } from '../rules/resource/deleted.js';
import { gatewayKindOf } from './by-gateway.js';
import type { CaseResult } from './result.js';
import { AS_COLLECTED, VALID_REQUEST } from './sent.js';

export interface Failed {
  readonly result: CaseResult;
  readonly finding: Finding;
}

const SUITE = new Set<string>(rules.map(({ id }) => id));
const PROBES = new Set<string>(rules.flatMap(({ id, kind }) => (kind === 'probe' ? [id] : [])));
/** Rules that break with another one: who takes any value takes that of the other environment as well. */
const WIDER: readonly (readonly [rule: RegExp, wider: string])[] = [
  [/of-other-environment$/, 'incorrect'],
  [/^environment\/isolation$/, 'status/unknown-resource'],
  [/^environment\/isolation$/, 'parameter/unknown-reference'],
  // A client_id that is missing in the path makes it another path.
  [/^authentication\/client-id-missing$/, 'status/unknown-endpoint'],
];

/** Rules that ask for the success of a request. */
const VALID = new Set(['status/success', 'status/repeatable', 'request/content-type-parameters']);

/** What a finding leaves for those that follow from it: a workspace's own rule says what no other one does. */
export function left(failed: Failed): string[] {
  const { rule, environment } = failed.result.case;
  if (!SUITE.has(rule) || ASIDE.test(rule)) return [];
  // What a gateway answered explains that answer, and nothing that the API answered.
  if (gatewayKindOf(failed.finding) !== undefined) return ofGateway(failed);
  return [
    ...answers(failed),
    ruleAt(rule, failed),
    at('place', environment, failed),
    ...(isOfValid(failed) ? [at('valid', environment, failed)] : []),
    ...(rule === 'authentication/bearer-missing' ? [sameOf(rule, failed)] : []),
    ...(failed.finding.cause === DELETED_WITH_ANOTHER ? [at('gone', environment, failed)] : []),
    PROBES.has(rule) ? sentIn(failed) : causeAt(failed),
  ];
}

/** A test of the collection fails where the valid request never reached the API. */
function ofGateway(failed: Failed): string[] {
  const { rule, environment } = failed.result.case;
  return [...answers(failed), ...(rule === 'status/success' ? [at('valid', environment, failed)] : [])];
}

/** What has nothing to do with whether the answer is right otherwise: it follows from nothing, and nothing from it. */
const ASIDE = /^(privacy|lifecycle)\//;

/** What a finding may follow from, the surest first. */
export function sought(failed: Failed): string[] {
  const { rule } = failed.result.case;
  if (ASIDE.test(rule)) return [];
  const { environments } = failed.finding;
  const wider = WIDER.filter(([pattern]) => pattern.test(rule));
  return [
    ...answers(failed),
    ...(PROBES.has(rule) ? [causeAt(failed)] : []),
    // The comparison tells of an operation what another sentence tells of one side; so do the tests of the
    // collection, of what the valid request is answered.
    ...(rule.startsWith('collection/') ? environments.map((name) => at('valid', name, failed)) : []),
    ...(rule === 'environment/parity' ? environments.map((name) => at('place', name, failed)) : []),
    // Who answers wrongly where no token is sent does so where none can be read.
    ...(UNREAD.test(rule) ? [sameOf('authentication/bearer-missing', failed)] : []),
    ...wider.map((entry) => ruleAt(rule.replace(...entry), failed)),
    // What was deleted with another one is not there for the valid request.
    ...(VALID.has(rule) && failed.finding.received.startsWith('status 404')
      ? environments.map((name) => at('gone', name, failed))
      : []),
    // The same request is wrongly answered elsewhere: here it ends in an error of another kind.
    ...(rule.startsWith('error/') ? [sentIn(failed)] : []),
  ];
}

/** The valid request is sent a few times: the same status each time counts as one answer. */
function answers(failed: Failed): string[] {
  return [failed.finding.exchange, failed.finding.counterpart].flatMap((exchange) => {
    if (!exchange) return [];
    const { environment, id } = exchange;
    const status = statusOf(exchange);
    const own = exchange.operation === failed.result.case.operation;
    const valid = own && isOfValid(failed) ? [`${at('valid', environment, failed)} ${status}`] : [];
    return [`${environment} ${id}`, ...valid];
  });
}

export const statusOf = ({ outcome }: Exchange): string =>
  outcome.kind === 'answer' ? String(outcome.status) : outcome.reason;

export const isOfProbe = ({ result }: Failed): boolean => PROBES.has(result.case.rule);

export const isOfValid = ({ finding }: Failed): boolean =>
  finding.sent === VALID_REQUEST || finding.sent === AS_COLLECTED;

const at = (what: string, environment: EnvironmentName, { result }: Failed): string =>
  `${what} ${environment} ${result.case.operation}`;

const ruleAt = (rule: string, failed: Failed): string => at(rule, failed.result.case.environment, failed);

const UNREAD = /^authentication\/bearer-(empty|malformed)$/;

const sameOf = (rule: string, failed: Failed): string => `${ruleAt(rule, failed)} ${failed.finding.cause}`;

const causeAt = (failed: Failed): string =>
  `${at('cause', failed.result.case.environment, failed)} ${failed.finding.cause}`;

const sentIn = ({ result, finding }: Failed): string => `sent ${result.case.environment} ${finding.sent}`;
