import type { Step } from '../../../contract/places.js';

/** A place at which one body differs from another; without a value where it lacks it. */
export interface Difference {
  readonly path: readonly Step[];
  readonly value?: unknown;
}

/** The only place at which a body differs from the valid one; undefined where it differs at more, or at none. */
export function singleDifference(
  valid: unknown,
  body: unknown,
  marked: (value: unknown) => boolean,
): Difference | undefined {
  const found = differences(valid, body, marked, []);
  return found.length === 1 ? found[0] : undefined;
}

function differences(
  valid: unknown,
  body: unknown,
  marked: (value: unknown) => boolean,
  path: readonly Step[],
): Difference[] {
  const inner = members(valid);
  const others = members(body);
  if (!inner || !others || Array.isArray(valid) !== Array.isArray(body)) {
    return same(valid, body, marked) ? [] : [{ path, value: body }];
  }
  const added = [...others].filter(([step]) => !inner.has(step));
  const changed = [...inner].flatMap(([step, value]) =>
    others.has(step)
      ? differences(value, others.get(step), marked, [...path, step])
      : [{ path: [...path, step] }],
  );
  return [...changed, ...added.map(([step, value]) => ({ path: [...path, step], value }))];
}

/** Where a variable stands, any text does, or any number. */
function same(valid: unknown, body: unknown, marked: (value: unknown) => boolean): boolean {
  const scalar = typeof valid !== 'object' && typeof body === typeof valid;
  return valid === body || (scalar && body !== '' && marked(valid));
}

function members(value: unknown): Map<Step, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return Array.isArray(value) ? new Map<Step, unknown>(value.entries()) : new Map(Object.entries(value));
}

/** Every place of a document but the whole. */
export function placesIn(document: unknown, path: readonly Step[] = []): (readonly Step[])[] {
  return [...(members(document) ?? [])].flatMap(([step, value]) => {
    const place = [...path, step];
    return [place, ...placesIn(value, place)];
  });
}
