import type { Operation } from '../contract/model.js';
import { type Built, build, type Lookup, type Reads } from './build.js';
import { renewed } from './renewed.js';

interface Kept {
  readonly built: Built;
  readonly reads: Reads;
  readonly folder: string | undefined;
}

/** Requests of one operation that are kept: those of the environments, with and without values of a setup. */
const KEPT = 6;
const kept = new WeakMap<Operation, Kept[]>();

/**
 * The operation's valid request, as `build` makes it. Where Postman made no value of its own, it depends on nothing
 * but the variables that were asked for: with the same values it is not built again.
 *
 * @throws Error as `build` does
 */
export function validRequest(operation: Operation, lookup: Lookup, folder?: string): Built {
  const known = kept.get(operation) ?? [];
  const same = known.find((one) => one.folder === folder && stillTrue(one.reads, lookup));
  if (same) return { ...same.built, request: renewed(same.built.request) };
  const { reads, ...built } = build(operation, lookup, folder);
  if (!reads.dynamic) kept.set(operation, [{ built, reads, folder }, ...known].slice(0, KEPT));
  return built;
}

function stillTrue({ values }: Reads, lookup: Lookup): boolean {
  for (const [name, value] of values) if (lookup(name) !== value) return false;
  return true;
}
