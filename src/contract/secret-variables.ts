import type { EnvironmentLists } from './environment-files.js';
import { ENVIRONMENTS } from './exchange.js';
import { type Json, type JsonObject, objectsOf, own, scalarText } from './json.js';
import type { EnvironmentVariables, Operation, SecretVariable } from './model.js';

/**
 * Names of the settings that give secret variables their values, by variable. A secret variable is one of Postman's
 * type `secret` without a value, in the collection or in the file of an environment. Each name is to be put behind
 * `SANDBOX_` or `PRODUCTION_`: `apiKey` is given by `SANDBOX_VAR_API_KEY`.
 *
 * @param environments the lists `values` of the environments' files
 */
export function secretSettingNames(
  collection: JsonObject,
  environments: readonly (readonly Json[])[],
): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of [secretNames(own(collection, 'variable')), ...environments.map(secretNames)].flat()) {
    if (names.has(name)) continue;
    const wanted = `VAR_${upperSnake(name)}`;
    let setting = wanted;
    for (let count = 2; taken.has(setting); count++) setting = `${wanted}_${count}`;
    taken.add(setting);
    names.set(name, setting);
  }
  return names;
}

/** The secret variables of a workspace, and where each is needed. */
export function secretVariables(
  collection: JsonObject,
  lists: EnvironmentLists,
  operations: readonly Operation[],
  environments: EnvironmentVariables,
): SecretVariable[] {
  const names = secretSettingNames(
    collection,
    ENVIRONMENTS.map((name) => lists[name]),
  );
  const read = new Set(operations.flatMap(({ reads }) => reads));
  const written = new Set(operations.flatMap(({ writes }) => writes));
  return [...names].map(([name, setting]) => ({
    name,
    setting,
    needed:
      read.has(name) && !written.has(name)
        ? ENVIRONMENTS.filter((environment) => !environments[environment].get(name))
        : [],
  }));
}

/** Secret variables of one list, in its order. */
function secretNames(list: Json | readonly Json[] | undefined): string[] {
  return objectsOf(list).flatMap((variable) => {
    const key = scalarText(own(variable, 'key')) ?? scalarText(own(variable, 'id'));
    const secret = own(variable, 'type') === 'secret' && (scalarText(own(variable, 'value')) ?? '') === '';
    const off = own(variable, 'disabled') === true || own(variable, 'enabled') === false;
    return key !== undefined && secret && !off ? [key] : [];
  });
}

function upperSnake(name: string): string {
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1_$2').match(/[A-Za-z0-9]+/g) ?? ['X'];
  return words.join('_').toUpperCase();
}
