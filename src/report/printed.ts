import { withoutMarks } from '../contract/marks.js';
import { visible } from '../contract/visible.js';

/** Bold, dim, red, green, yellow, and their ends: how `Colors` paints. */
const PAINT = new RegExp(`(${String.fromCharCode(27)}\\[(?:[12]|22|31|32|33|39)m)`);

/** A text as it goes to a terminal, or into the log of a CI: all of it can be seen, and no CI takes a line for a command. */
export function printed(text: string): string {
  const parts = text.split(PAINT).map((part, index) => (index % 2 === 1 ? part : visible(part)));
  return withoutMarks(parts.join(''));
}
