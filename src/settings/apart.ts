import { ContractError } from '../contract/errors.js';
import { type KnownEnvironment, originOf, type Settings } from './settings.js';
import { settingsOf } from './table.js';

/**
 * Environments that have the same credentials are one and the same.
 *
 * @throws ContractError ENVIRONMENTS_EQUAL
 */
export function refuseEqualCredentials(environments: readonly KnownEnvironment[]): void {
  const [one, two] = environments;
  if (!one || !two) return;
  for (const key of ['clientId', 'bearerToken'] as const) {
    if (!one[key] || one[key] !== two[key]) continue;
    throw new ContractError(
      'ENVIRONMENTS_EQUAL',
      environments.map(({ name }) => settingsOf(name)[key].name).join(', '),
      'they have the same value, so both environments are one',
      'Give each environment credentials of its own, or leave those of the other out',
    );
  }
}

/**
 * Where both environments are on one server, what changes one of them may change the other.
 *
 * @returns why no changing request may be sent, or undefined
 */
export function sharedServer({ environments, unchosen }: Settings): ContractError | undefined {
  const known: readonly KnownEnvironment[] = unchosen ? [...environments, unchosen] : environments;
  const [one, two] = known;
  const harmless = environments.every(({ embedded, writes }) => embedded || !writes);
  if (harmless || !one || !two || originOf(one) !== originOf(two)) return undefined;
  return new ContractError(
    'ENVIRONMENTS_EQUAL',
    known.map(({ name }) => settingsOf(name).baseUrl.name).join(', '),
    `both are on ${originOf(one)}, so what changes one environment may change the other`,
    'Correct the one that is wrong; where one server holds both, write sameServer: true in collections/contract.yaml',
  );
}
