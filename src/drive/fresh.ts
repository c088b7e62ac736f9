import { randomBytes, randomInt } from 'node:crypto';
import type { Contract, Operation } from '../contract/model.js';
import { dottedPlace, jsonOf, leaves, type Step, valueAt, withValueAt } from '../contract/places.js';
import { rawBody } from '../plan/resolve.js';

const EMAIL = /^[^\s@{}]+@[^\s@{}]+\.[^\s@{}]+$/;

/**
 * Places in the body whose value must be another one each time: those that `contract.yaml` names; where it
 * says nothing of the operation, a literal e-mail address in an operation that creates or updates something.
 */
function uniquePlaces(operation: Operation, { config }: Contract): readonly (readonly Step[])[] {
  const said = config.operations[operation.name]?.unique;
  const json = jsonOf(rawBody(operation) ?? '');
  if (json === undefined) return [];
  if (said) return said.map(dottedPlace).filter((path) => isLiteral(valueAt(json, path)));
  if ((operation.role !== 'create' && operation.role !== 'update') || !operation.changes) return [];
  return [...leaves(json)]
    .filter(({ value }) => typeof value === 'string' && EMAIL.test(value))
    .map(({ path }) => path);
}

/** The raw body with a fresh value at each of the places; undefined where nothing has to be fresh. */
export function freshBody(operation: Operation, contract: Contract): string | undefined {
  const places = uniquePlaces(operation, contract);
  if (places.length === 0) return undefined;
  const json = jsonOf(rawBody(operation) ?? '');
  const fresh = places.reduce<unknown>(
    (document, path) => withValueAt(document, path, freshen(valueAt(document, path))),
    json,
  );
  return JSON.stringify(fresh, null, 2);
}

/** Another value of the same kind: an address stays one, a number keeps its number of digits. */
function freshen(value: unknown): unknown {
  const mark = randomBytes(5).toString('hex');
  if (typeof value === 'number') {
    const digits = String(Math.trunc(Math.abs(value))).length;
    return randomInt(10 ** Math.min(digits - 1, 14), 10 ** Math.min(digits, 14));
  }
  if (typeof value !== 'string') return value;
  const at = EMAIL.test(value) ? value.lastIndexOf('@') : -1;
  return at > 0 ? `${value.slice(0, at)}-${mark}${value.slice(at)}` : `${value}-${mark}`;
}

/** A template makes its own values. */
const isLiteral = (value: unknown): boolean =>
  typeof value === 'number' || (typeof value === 'string' && !value.includes('{{'));
