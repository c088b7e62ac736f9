import type { Contract } from '../contract/model.js';
import { dynamicVariable, TEMPLATE } from '../contract/variables.js';
import type { Lookup } from '../plan/resolve.js';
import type { EnvironmentSettings, GivenSecret } from '../settings/settings.js';
import { dynamicValue } from './dynamic.js';
import type { Scopes } from './newman/protocol.js';

/** The variables that every run in an environment begins with. */
export function initialScopes(contract: Contract, settings: EnvironmentSettings): Scopes {
  const given: Record<string, string> = {
    baseUrl: settings.baseUrl.replaceAll('{CLIENT_ID}', encodeURIComponent(settings.clientId)),
    clientId: settings.clientId,
    ...(settings.bearerToken !== undefined && { bearerToken: settings.bearerToken }),
  };
  const own = contract.environments[settings.name];
  const secrets = settings.secrets ?? [];
  // Each stands where it is defined, so that scripts find it in the scope in which they ask for it.
  const here = secrets.filter(({ name }) => own.get(name) === '');
  const common = secrets.filter(
    ({ name }) => (contract.variables.get(name) ?? (own.has(name) ? undefined : '')) === '',
  );
  return {
    environment: { ...withGiven(own, given), ...valuesOf(here), ...given },
    collection: { ...withGiven(contract.variables, given), ...valuesOf(common) },
    globals: {},
  };
}

function valuesOf(secrets: readonly GivenSecret[]): Record<string, string> {
  return Object.fromEntries(secrets.map(({ name, value }) => [name, value]));
}

/** A script that gets a variable gets its value as it stands: a name for one of the suite's own has to hold its value. */
function withGiven(
  variables: ReadonlyMap<string, string>,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const filled = (value: string): string =>
    value.includes('{{')
      ? value.replace(TEMPLATE, (template, name: string) =>
          Object.hasOwn(given, name) ? (given[name] ?? template) : template,
        )
      : value;
  return Object.fromEntries([...variables].map(([name, value]) => [name, filled(value)]));
}

/** Looks variables up as Postman does: environment before collection before globals; an empty value is none. */
export function lookupIn(
  { environment, collection, globals }: Scopes,
  own: Readonly<Record<string, string>> = {},
): Lookup {
  return (name) => {
    if (dynamicVariable(name)) return dynamicValue(name);
    for (const scope of [own, environment, collection, globals]) {
      if (Object.hasOwn(scope, name) && scope[name] !== '') return scope[name];
    }
    return undefined;
  };
}
