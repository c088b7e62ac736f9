import type { Json } from '../../contract/json.js';

/** Values that a document may have when its aliases are written out, however short it is. */
const ALWAYS = 200_000;
/** How many times as many values a document may have when its aliases are written out. */
const TIMES = 20;

/** Whether a value with shared parts would be far larger than it is, were each part written where it is used. */
export function explodes(value: Json): boolean {
  const sizes = new Map<object, number>();
  const size = (part: Json): number => {
    if (typeof part !== 'object' || part === null) return 1;
    const known = sizes.get(part);
    if (known !== undefined) return known;
    // A part that contains itself has no end.
    sizes.set(part, Number.POSITIVE_INFINITY);
    const total = Object.values(part).reduce<number>((sum, inner) => sum + size(inner), 1);
    sizes.set(part, total);
    return total;
  };
  const written = size(value);
  return written > ALWAYS && written > TIMES * sizes.size;
}

/** Far more than any schema of an API; what walks a document may then call itself. */
const DEEPEST = 400;

export function isTooDeep(value: Json, left = DEEPEST): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return left === 0 || Object.values(value).some((part) => isTooDeep(part, left - 1));
}
