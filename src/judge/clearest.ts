import { DELETED_WITH_ANOTHER } from '../rules/resource/deleted.js';
import { ERROR_IN_SUCCESS } from '../rules/support/statuses.js';
import type { Failed } from './traces.js';

/**
 * Which sentence names a cause best, when several are broken by one thing: that the environment is not reached
 * before what it answers; what takes away from all the others what they need; an error told as a success before all
 * that seems accepted then; what a request
 * provoked before what is wrong with the answer's status, before what must not stand in it, before its form,
 * before what merely follows from it.
 */
const CLEAREST = [
  'transport/',
  'rate-limit/',
  `resource/deleted: ${DELETED_WITH_ANOTHER}`,
  `error/success-is-not-error: ${ERROR_IN_SUCCESS}`,
  'status/unknown-endpoint',
  'authentication/',
  'request/',
  'parameter/',
  'status/unknown',
  'environment/isolation',
  'resource/pagination',
  'status/documented',
  'status/no-server-error',
  'error/success-is-not-error',
  'status/success',
  'status/repeatable',
  'privacy/',
  'lifecycle/',
  'response/complete',
  'response/json',
  'response/content-type',
  'error/envelope',
  'error/',
  'response/undocumented-field',
  'response/schema',
  'resource/identity',
  'response/echo',
  'response/binary',
  'resource/',
  'collection/',
  'environment/parity',
];

/** Smaller is clearer. */
export function clearness({ result, finding }: Failed): number {
  const broken = `${result.case.rule}: ${finding.cause}`;
  const position = CLEAREST.findIndex((prefix) => broken.startsWith(prefix));
  return position < 0 ? CLEAREST.length : position;
}

/** Of what a gateway answered: what it broke for every request alike, before what a probe was after. */
const OF_GATEWAYS = [
  'status/no-server-error',
  'status/success',
  'status/documented',
  'status/repeatable',
  'response/',
  'error/',
  'collection/',
  'environment/',
  'resource/',
];

export function gatewayClearness(failed: Failed): number {
  const family = OF_GATEWAYS.findIndex((prefix) => failed.result.case.rule.startsWith(prefix));
  return (family < 0 ? OF_GATEWAYS.length : family) * CLEAREST.length * 2 + clearness(failed);
}
