import { type Contract, type Operation, SUITE_VARIABLES } from '../contract/model.js';
import { dottedPlace, valueAt } from '../contract/places.js';
import { templateVariables } from '../contract/variables.js';
import { writersOf } from '../contract/writers.js';
import { templateJson } from './raw-body.js';

const SUITE = new Set<string>(SUITE_VARIABLES);
const known = new WeakMap<Operation, readonly string[]>();

/** Variables that make a value which `contract.yaml` says must be another each time, and that no script sets. */
export function uniqueVariables(operation: Operation, contract: Contract): readonly string[] {
  const found = known.get(operation) ?? find(operation, contract);
  known.set(operation, found);
  return found;
}

function find(operation: Operation, contract: Contract): string[] {
  const places = contract.config.operations[operation.name]?.unique ?? [];
  const body = places.length > 0 ? templateJson(operation) : undefined;
  if (!body) return [];
  const templates = places.flatMap((place) => body.templateOf(valueAt(body.json, dottedPlace(place))) ?? []);
  return [...new Set(templates.flatMap(templateVariables))].filter((name) => isFree(name, contract));
}

/** Whether a variable may have another value than it has: neither the suite nor a script gives it one. */
export const isFree = (name: string, contract: Contract): boolean =>
  !SUITE.has(name) && writersOf(contract, name).length === 0;
