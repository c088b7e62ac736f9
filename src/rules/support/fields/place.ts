import type { Step } from '../../../contract/places.js';

const PLAIN = /^[\p{L}\p{N}_$-]+$/u;

/** A place in a body that no other place is written like: `$.tags[1]`, `$["a.b"].c`. */
export function fieldPlace(path: readonly Step[]): string {
  return path.reduce<string>((text, step) => text + written(step), '$');
}

/** The same as the name of a case: `tags[1]`; `the body` for the whole. */
export function fieldName(path: readonly Step[]): string {
  return path.length === 0
    ? 'the body'
    : fieldPlace(path).slice(typeof path[0] === 'string' && PLAIN.test(path[0]) ? 2 : 1);
}

function written(step: Step): string {
  if (typeof step === 'number') return `[${step}]`;
  return PLAIN.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
}

export const samePath = (one: readonly Step[], other: readonly Step[]): boolean =>
  one.length === other.length && one.every((step, index) => String(step) === String(other[index]));

/** Whether a place is the other one, or lies inside of it. */
export const within = (path: readonly Step[], outer: readonly Step[]): boolean =>
  path.length >= outer.length && samePath(path.slice(0, outer.length), outer);
