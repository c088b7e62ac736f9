import { isSuccessful } from '../contract/exchange.js';
import type { Operation } from '../contract/model.js';
import { told } from '../rules/support/statuses.js';
import type { EnvironmentDrive } from './environment-drive.js';
import type { ItemReport } from './newman/protocol.js';
import type { Sent } from './newman/runner.js';
import { lookupIn } from './scopes.js';

/** Whoever is the first to delete such a thing takes it from all others. */
export const GIVEN_BEFORE = 'gave an identifier that it had given before';

/**
 * Why what needs an operation before it cannot go on behind this answer, as the end of a sentence.
 *
 * @param needed variables that are read further on
 */
export function setupFlaw(
  environment: EnvironmentDrive,
  operation: Operation,
  { raw }: Sent,
  { scopes, parts, exceptions, unheard, strays, late }: ItemReport,
  needed: ReadonlySet<string>,
): string | undefined {
  if (operation.expectsError) return undefined;
  if (raw.kind === 'none') return `did not answer (${raw.detail})`;
  if (!isSuccessful(raw)) return `answered ${told(raw)}`;
  if (raw.defect) return `answered with a body that is not whole (${raw.defect.detail})`;
  if (environment.gaveAgain(raw)) return GIVEN_BEFORE;
  // A script that is content may have kept it elsewhere, or not at all.
  const thrown = [...exceptions, ...unheard, ...strays];
  if (
    thrown.length === 0 &&
    !late &&
    parts.every(({ result }) => result === 'passed' || result === 'skipped')
  )
    return undefined;
  const lookup = lookupIn(scopes);
  const lacking = operation.writes.find((name) => needed.has(name) && lookup(name) === undefined);
  return lacking && `left {{${lacking}}} without a value`;
}

/** Why nothing that needs an operation can be judged, where the suite does not let its request out. */
export const withheldSetup = ({ name }: Operation, reason: string): string =>
  `its setup needs ${name}: ${reason}`;
