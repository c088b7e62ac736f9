import type { EnvironmentLists } from './environment-files.js';
import { ENVIRONMENTS } from './exchange.js';
import { type Json, type JsonObject, objectsOf, own, scalarText } from './json.js';
import type { ContractConfig, EnvironmentVariables, Operation, SecretVariable } from './model.js';
import { variableValues } from './variables.js';

/**
 * Names of the settings that give secret variables their values, by variable. A secret variable is one without a value
 * that `contract.yaml` lists, or that has Postman's type `secret` in the collection or in the file of an environment.
 * Each name is to be put behind `SANDBOX_` or `PRODUCTION_`: `apiKey` is given by `SANDBOX_VAR_API_KEY`.
 *
 * @param environments the lists `values` of the environments' files
 * @param said names that `contract.yaml` lists
 */
export function secretSettingNames(
  collection: JsonObject,
  environments: readonly (readonly Json[])[],
  said: readonly string[],
): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const lists = [own(collection, 'variable'), ...environments];
  const given = new Set(lists.flatMap((list) => [...variableValues(list).keys()]));
  const elsewhere = said.filter((name) => !given.has(name));
  for (const name of [...lists.flatMap((list) => secretNames(list, said)), ...elsewhere]) {
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
  said: ContractConfig['secrets'],
): SecretVariable[] {
  const names = secretSettingNames(
    collection,
    ENVIRONMENTS.map((name) => lists[name]),
    Object.keys(said),
  );
  const sent = new Set(operations.flatMap(({ templateVariables }) => templateVariables));
  const read = new Set(operations.flatMap(({ reads }) => reads));
  const optional = (name: string): boolean => Object.hasOwn(said, name) && said[name] === 'optional';
  const written = new Set(operations.flatMap(({ writes }) => writes));
  return [...names].map(([name, setting]) => ({
    name,
    setting,
    needed:
      (optional(name) ? sent : read).has(name) && !written.has(name)
        ? ENVIRONMENTS.filter((environment) => !environments[environment].get(name))
        : [],
  }));
}

/** Secret variables of one list, in its order. */
function secretNames(list: Json | readonly Json[] | undefined, said: readonly string[]): string[] {
  return objectsOf(list).flatMap((variable) => {
    const key = scalarText(own(variable, 'key')) ?? scalarText(own(variable, 'id'));
    if (key === undefined || (own(variable, 'type') !== 'secret' && !said.includes(key))) return [];
    const off = own(variable, 'disabled') === true || own(variable, 'enabled') === false;
    return off || (scalarText(own(variable, 'value')) ?? '') !== '' ? [] : [key];
  });
}

function upperSnake(name: string): string {
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1_$2').match(/[A-Za-z0-9]+/g) ?? ['X'];
  return words.join('_').toUpperCase();
}
