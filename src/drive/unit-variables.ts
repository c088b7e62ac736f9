import type { Operation } from '../contract/model.js';
import type { PlannedUnit } from '../plan/planned.js';
import type { Scopes } from './newman/protocol.js';
import { lookupIn } from './scopes.js';

/** What a unit's setup left for a request, and what a scenario gives to it, as reports show it. */
export function variablesOf(
  { setup }: PlannedUnit,
  { templateVariables }: Operation,
  scopes: Scopes,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  const lookup = lookupIn(scopes, values);
  const left = new Set(setup.flatMap(({ writes }) => writes));
  const names = templateVariables.filter((name) => left.has(name) || Object.hasOwn(values, name));
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = lookup(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
