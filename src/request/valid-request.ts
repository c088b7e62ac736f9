import type { Operation } from '../contract/model.js';
import { type Built, build, filled, type Lookup, type Reads, type Surroundings } from './build.js';
import { rawBody, withRawBody } from './raw-body.js';
import { renewed } from './renewed.js';

interface Kept {
  readonly built: Built;
  readonly reads: Reads;
  readonly surroundings: Surroundings;
}

/** Requests of one operation that are kept: those of the environments, with and without values of a setup. */
const KEPT = 6;
const kept = new WeakMap<Operation, Kept[]>();

/**
 * The operation's valid request, as `build` makes it. Where Postman made no value of its own, it depends on nothing
 * but the variables that were asked for, and the cookies: with the same values it is not built again. What is around a raw body does
 * not depend on its text either, so another text is filled in and nothing else.
 *
 * @param raw another raw body than the operation's own
 * @throws Error as `build` does
 */
export function validRequest(
  operation: Operation,
  lookup: Lookup,
  surroundings: Surroundings = {},
  raw?: string,
): Built {
  const text = raw ?? rawBody(operation);
  const around = text === undefined ? undefined : withText(operation, text, lookup, surroundings);
  if (around) return around;
  return raw === undefined
    ? once(operation, lookup, surroundings)
    : build(withRawBody(operation, raw), lookup, surroundings);
}

function once(operation: Operation, lookup: Lookup, surroundings: Surroundings): Built {
  const known = kept.get(operation) ?? [];
  const same = known.find((one) => isSame(one.surroundings, surroundings) && stillTrue(one.reads, lookup));
  if (same) return { ...same.built, request: renewed(same.built.request) };
  const { reads, ...built } = build(operation, lookup, surroundings);
  if (!reads.dynamic) kept.set(operation, [{ built, reads, surroundings }, ...known].slice(0, KEPT));
  return built;
}

/** A text that no variable and no comment is in, for another in its place. */
const TOKEN = 'the body';
const templates = new WeakMap<Operation, Operation>();

/** Undefined where the text does not stand in the body as it is. */
function withText(
  operation: Operation,
  raw: string,
  lookup: Lookup,
  surroundings: Surroundings,
): Built | undefined {
  const { text, missing } = filled(raw, lookup);
  // A value may bring what Postman takes for a comment.
  if (text === '' || text.includes('//') || text.includes('/*')) return undefined;
  const template = templates.get(operation) ?? withRawBody(operation, TOKEN);
  templates.set(operation, template);
  const built = once(template, lookup, surroundings);
  if (built.request.body?.toString() !== TOKEN) return undefined;
  return {
    ...built,
    request: { ...built.request, body: Buffer.from(text) },
    missing: [...new Set([...built.missing, ...missing])],
  };
}

const isSame = (one: Surroundings, other: Surroundings): boolean =>
  one.folder === other.folder && one.cookies === other.cookies;

function stillTrue({ values }: Reads, lookup: Lookup): boolean {
  for (const [name, value] of values) if (lookup(name) !== value) return false;
  return true;
}
