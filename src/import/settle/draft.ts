import { ENVIRONMENTS, type EnvironmentName } from '../../contract/exchange.js';
import type { JsonObject } from '../../contract/json.js';
import type { Named } from '../../contract/operations.js';
import { collectionVariables } from '../../contract/variables.js';
import type { ExportedVariable } from '../taken.js';
import type { ScriptUse } from './script-use.js';
import type { Spot } from './spots.js';
import type { Told } from './told.js';

/** Variables of an environment by name, in the order of the export. */
export type Variables = Map<string, ExportedVariable>;

/** A collection while it is settled: its parts are changed in place. */
export interface Draft {
  readonly collection: JsonObject;
  /** The items of the collection by the names of their operations. */
  readonly requests: readonly Pick<Named, 'item' | 'name'>[];
  readonly spots: readonly Spot[];
  scripts: ScriptUse;
  /** The environments that something is known of. */
  readonly environments: ReadonlyMap<EnvironmentName, Variables>;
  /** What exported environments were called: scripts may ask for it. */
  readonly environmentNames: ReadonlyMap<EnvironmentName, string>;
  /** Variables that every environment gets, with the text that stands for them: `base_url`, `{{baseUrl}}`. */
  readonly aliases: Map<string, string>;
  /** For `.env`, by name; an empty value is to be filled in by a person. */
  readonly settings: Map<string, { readonly value: string; readonly secret: boolean }>;
  /** Hosts of requests that are not at the base URL. */
  readonly hosts: Set<string>;
  readonly told: Told;
}

/** What variables have as values in an environment: its own before the collection's. */
export function valuesIn(draft: Draft, environment: EnvironmentName): Map<string, string> {
  const values = collectionVariables(draft.collection);
  for (const { key, value, enabled } of draft.environments.get(environment)?.values() ?? []) {
    if (enabled) values.set(key, value);
  }
  return values;
}

/** The known environments, the first being the one that is looked at first. */
export function knownEnvironments(draft: Draft): EnvironmentName[] {
  return ENVIRONMENTS.filter((name) => draft.environments.has(name));
}

/** Keeps the value of one of the suite's own settings, `SANDBOX_CLIENT_ID`. */
export function keepSetting(
  draft: Draft,
  environment: EnvironmentName,
  setting: 'BASE_URL' | 'CLIENT_ID' | 'BEARER_TOKEN',
  value: string,
): void {
  draft.settings.set(`${environment.toUpperCase()}_${setting}`, { value, secret: setting !== 'BASE_URL' });
}
