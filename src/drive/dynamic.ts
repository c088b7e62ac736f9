import { createRequire } from 'node:module';

interface Generators {
  readonly [name: string]: { generator(): unknown } | undefined;
}

let loaded: Generators | undefined;

/** A new value of one of Postman's dynamic variables (`$guid`, `$randomEmail`), by Postman's own generators. */
export function dynamicValue(name: string): string | undefined {
  // Loaded when the first one is met: the generators bring a large library of names with them.
  loaded ??= createRequire(import.meta.url)(
    'postman-collection/lib/superstring/dynamic-variables',
  ) as Generators;
  const made = loaded[name]?.generator();
  return made === undefined ? undefined : String(made);
}
