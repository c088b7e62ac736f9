import { ContractError, nearest } from './errors.js';
import { ENVIRONMENTS } from './exchange.js';
import { glob } from './glob.js';
import { type Json, objectsOf, own, scalarText } from './json.js';
import type { Waiver } from './model.js';

/** The waivers of `contract.yaml`, which is valid already. */
export function waiversOf(list: Json | undefined, placeOf: (index: number) => string): Waiver[] {
  return objectsOf(list).map((entry, index) => {
    const text = (key: string): string => scalarText(own(entry, key)) ?? '';
    const [operation, fingerprint] = [text('operation'), text('fingerprint')];
    return {
      rule: text('rule'),
      ...(operation !== '' && { operation }),
      environment: ENVIRONMENTS.find((name) => name === text('environment')) ?? 'sandbox',
      until: text('until'),
      owner: text('owner'),
      reason: text('reason'),
      ...(fingerprint !== '' && { fingerprint }),
      place: placeOf(index),
    };
  });
}

/** @throws ContractError CONFIG_INVALID for a waiver of an operation that the collection lacks */
export function checkWaivedOperations(waivers: readonly Waiver[], names: readonly string[]): void {
  for (const { operation, place } of waivers) {
    if (operation !== undefined) checkName('the collection has no operation', operation, names, place);
  }
}

/** @throws ContractError CONFIG_INVALID for a waiver of a rule that is not known */
export function checkWaivedRules(waivers: readonly Waiver[], ids: readonly string[]): void {
  for (const { rule, place } of waivers) checkName('there is no rule', rule, ids, place);
}

function checkName(fact: string, pattern: string, names: readonly string[], place: string): void {
  if (names.some(glob(pattern))) return;
  const near = nearest(pattern, names);
  throw new ContractError(
    'CONFIG_INVALID',
    place,
    `${fact} "${pattern}"`,
    near ? `Did you mean "${near}"` : 'Correct the waiver, or delete it',
  );
}
