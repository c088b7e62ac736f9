import { ContractError, nearest } from './errors.js';
import { glob } from './glob.js';
import { isObject, type Json, type JsonObject, objectsOf, own } from './json.js';
import type { Named } from './model.js';

/**
 * The patterns of `contract.yaml` by which it names rules and operations.
 *
 * @param placeOf `collections/contract.yaml:12:5` of what stands at these keys
 */
export function namedIn(json: JsonObject, placeOf: (keys: readonly string[]) => string): Named[] {
  const list = (key: string): [JsonObject, string][] =>
    objectsOf(own(json, key)).map((entry, index) => [entry, placeOf([key, `${index}`])]);
  const ofEntry = ([entry, place]: [JsonObject, string]): Named[] =>
    (['rule', 'operation'] as const).flatMap((names) => named(names, own(entry, names), place));
  const accept = own(json, 'accept');
  const differences = own(json, 'differences');
  return [
    ...list('waivers').flatMap(ofEntry),
    ...list('off').flatMap(ofEntry),
    ...Object.keys(isObject(accept) ? accept : {}).flatMap((rule) =>
      named('rule', rule, placeOf(['accept', rule])),
    ),
    ...(Array.isArray(differences) ? differences : []).flatMap((operation, index) =>
      named('operation', operation, placeOf(['differences', `${index}`])),
    ),
  ];
}

const named = (names: Named['names'], pattern: Json | undefined, place: string): Named[] =>
  typeof pattern === 'string' ? [{ names, pattern, place }] : [];

const FACTS = { rule: 'there is no rule', operation: 'the collection has no operation' } as const;

/** @throws ContractError CONFIG_INVALID for a pattern that matches none of what there is */
export function checkNamed(named: readonly Named[], kind: Named['names'], known: readonly string[]): void {
  for (const { names, pattern, place } of named) {
    if (names !== kind || known.some(glob(pattern))) continue;
    const near = nearest(pattern, known);
    throw new ContractError(
      'CONFIG_INVALID',
      place,
      `${FACTS[kind]} "${pattern}"`,
      near ? `Did you mean "${near}"` : 'Correct the entry, or delete it',
    );
  }
}
