import { ContractError } from '../contract/errors.js';
import { type EnvironmentSettings, type KnownEnvironment, originOf, type Settings } from './settings.js';

/**
 * Environments that have the same credentials are one and the same.
 *
 * @throws ContractError ENVIRONMENTS_EQUAL
 */
export function refuseEqualCredentials(environments: readonly KnownEnvironment[]): void {
  const [one, two] = environments;
  if (!one || !two) return;
  for (const [key, setting] of CREDENTIALS) {
    if (!one[key] || one[key] !== two[key]) continue;
    throw new ContractError(
      'ENVIRONMENTS_EQUAL',
      environments.map(({ name }) => `${name.toUpperCase()}_${setting}`).join(', '),
      'they have the same value, so both environments are one',
      'Give each environment credentials of its own, or leave those of the other out',
    );
  }
}

const CREDENTIALS = [
  ['clientId', 'CLIENT_ID'],
  ['bearerToken', 'BEARER_TOKEN'],
] as const;

/**
 * Where both environments are on one server, what changes one of them may change the other.
 *
 * @throws ContractError ENVIRONMENTS_EQUAL
 */
export function refuseSharedServer({ environments, unchosen }: Settings): void {
  const known: readonly (EnvironmentSettings | KnownEnvironment)[] = [
    ...environments,
    ...(unchosen ? [unchosen] : []),
  ];
  const [one, two] = known;
  if (!one || !two || environments.some(({ embedded }) => embedded) || originOf(one) !== originOf(two))
    return;
  if (!environments.some(({ writes }) => writes)) return;
  throw new ContractError(
    'ENVIRONMENTS_EQUAL',
    known.map(({ name }) => `${name.toUpperCase()}_BASE_URL`).join(', '),
    `both are on ${originOf(one)}, so what changes one environment may change the other`,
    'Correct the one that is wrong; where one server holds both, write sameServer: true in collections/contract.yaml',
  );
}
