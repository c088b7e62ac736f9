import type { Contract } from '../contract/model.js';
import { dynamicVariable } from '../contract/variables.js';
import type { Lookup } from '../plan/resolve.js';
import type { EnvironmentSettings } from '../settings/settings.js';
import { dynamicValue } from './dynamic.js';
import type { Scopes } from './newman/protocol.js';

/** The variables that every run in an environment begins with. */
export function initialScopes(contract: Contract, settings: EnvironmentSettings): Scopes {
  return {
    environment: {
      ...Object.fromEntries(contract.environments[settings.name]),
      baseUrl: settings.baseUrl.replaceAll('{CLIENT_ID}', encodeURIComponent(settings.clientId)),
      clientId: settings.clientId,
      ...(settings.bearerToken !== undefined && { bearerToken: settings.bearerToken }),
    },
    collection: Object.fromEntries(contract.variables),
    globals: {},
  };
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
