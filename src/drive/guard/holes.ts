import { TEMPLATE } from '../../contract/variables.js';
import type { Lookup } from '../../request/build.js';

/** Stands in a declared text where a variable may put a value of its own: a character that no text has by chance. */
export const HOLE = '\uE000';

/** A value may hold variables in turn; a circle ends here. */
const DEPTH = 20;

/**
 * A template as people declared it, with a hole for each variable.
 *
 * @param declared values of variables before any script ran
 * @param stays whether a declared value is part of the declaration, and no hole: one that brings a host, say
 */
export function withHoles(
  template: string,
  declared: Lookup,
  stays: (value: string) => boolean,
  depth = 0,
): string {
  return template.replace(TEMPLATE, (_, name: string) => {
    const value = name.startsWith('$') || depth >= DEPTH ? undefined : declared(name);
    if (value === undefined) return HOLE;
    const whole = withHoles(value, declared, stays, depth + 1);
    return stays(whole) ? whole : HOLE;
  });
}

/**
 * Whether a text is the declared one, with something in each hole that fits there. Linear in its length.
 *
 * @param declared a text with holes
 */
export function fills(declared: string, text: string, fits: (value: string) => boolean): boolean {
  const [first = '', ...others] = declared.split(HOLE);
  if (others.length === 0) return text === declared;
  const last = others.pop() ?? '';
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length)
    return false;
  const end = text.length - last.length;
  const least = fits('') ? 0 : 1;
  let from = first.length;
  for (const part of others) {
    // Two holes beside each other are one.
    const at = part === '' ? from : text.indexOf(part, from + least);
    if (at < 0 || at + part.length > end || (part !== '' && !fits(text.slice(from, at)))) return false;
    from = at + part.length;
  }
  return fits(text.slice(from, end));
}
