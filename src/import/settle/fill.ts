import { TEMPLATE } from '../../contract/variables.js';

/** A value may hold variables in turn; a circle ends here. */
const DEPTH = 20;

/** A text with its variables filled in as far as they have values. */
export function fill(text: string, values: ReadonlyMap<string, string>, depth = 0): string {
  if (depth >= DEPTH || !text.includes('{{')) return text;
  const filled = text.replace(TEMPLATE, (template, name: string) => values.get(name) || template);
  return filled === text ? filled : fill(filled, values, depth + 1);
}
