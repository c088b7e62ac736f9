import { isRecord } from '../../contract/places.js';

const known = new WeakMap<object, Set<string>>();

/** Every property name that a schema, or one of the shared parts, declares. */
export function namesIn(schema: object, shared: readonly object[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const part of [schema, ...shared]) for (const name of namesOf(part)) names.add(name);
  return names;
}

function namesOf(part: object): ReadonlySet<string> {
  const names = known.get(part) ?? new Set<string>();
  if (!known.has(part)) collect(part, names);
  known.set(part, names);
  return names;
}

function collect(part: unknown, names: Set<string>): void {
  const open: unknown[] = [part];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    const properties: unknown = Reflect.get(next, 'properties');
    if (isRecord(properties)) for (const name of Object.keys(properties)) names.add(name);
    open.push(...Object.values(next));
  }
}

/** The fixed sets of values that schemas give to properties of that name. */
export function enumsOf(name: string, parts: readonly object[]): readonly (readonly unknown[])[] {
  const found: (readonly unknown[])[] = [];
  const open: unknown[] = [...parts];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    const properties: unknown = Reflect.get(next, 'properties');
    const property = isRecord(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
    const values = isRecord(property) ? property['enum'] : undefined;
    if (Array.isArray(values)) found.push(values);
    open.push(...Object.values(next));
  }
  return found;
}
