/** What means something else than its text as a plain scalar, or begins something else. */
const SPECIAL = /^(?:true|false|null|yes|no|on|off|y|n)$|^0[xo]/i;
/** Harmless characters, at least one letter among them that is in no number; a colon or a space ends nothing. */
const PLAIN = /^(?=.*[a-df-z])[\w/(](?:[\w./()'&+-]|:(?=[\w/])| (?=[\w/(:.&+-]))*$/i;
/** Longer ones cannot stand before the colon of their value. */
const LONGEST_KEY = 1000;

/**
 * A text as a YAML scalar, in block or flow. Written here, and not by a library, because an import may write tens of
 * thousands.
 */
export function yamlText(text: string): string {
  return PLAIN.test(text) && !SPECIAL.test(text) ? text : JSON.stringify(text);
}

/** An entry of a block map, with what is YAML already as its value. */
export function yamlEntry(key: string, value: string, indent: string): string {
  const written = yamlText(key);
  if (written.length <= LONGEST_KEY) return `${indent}${written}: ${value}\n`;
  return `${indent}? ${written}\n${indent}: ${value}\n`;
}
