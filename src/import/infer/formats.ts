import type { Format } from 'ajv';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { isRecord } from '../../contract/places.js';
import { singular, wordsOf } from '../../contract/words.js';

/** Formats that are looked for, the closer ones first. */
const FORMATS = ['date-time', 'date', 'uuid', 'email', 'ipv4', 'uri'] as const;
export type FormatName = (typeof FORMATS)[number];

/** Words of a field's name that speak for a format which a single value might have by chance. */
const NAMED: Readonly<Partial<Record<FormatName, readonly string[]>>> = {
  email: ['email', 'mail'],
  ipv4: ['ip', 'ipv4'],
  uri: ['uri', 'url', 'link', 'href', 'website', 'webhook', 'callback'],
};

const CHECKS = new Map(FORMATS.map((name) => [name, checkOf(fullFormats[name])]));

/** Formats that a text fits, as the validator sees it. */
export function formatsOf(text: string): FormatName[] {
  return FORMATS.filter((name) => CHECKS.get(name)?.(text) && (name !== 'uri' || text.includes('://')));
}

/**
 * The format that is said of texts which all fit it. A date, a time or a UUID is none by chance; of the others,
 * it takes two different texts, or the field's name.
 */
export function formatFor(
  fitting: readonly FormatName[],
  several: boolean,
  field: string,
): FormatName | undefined {
  const [format] = fitting;
  const chance = format === undefined ? undefined : NAMED[format];
  const told = several || !chance || wordsOf(field).some((word) => chance.includes(singular(word)));
  return told ? format : undefined;
}

function checkOf(format: Format): (text: string) => boolean {
  const check: unknown = format instanceof RegExp || !isRecord(format) ? format : format['validate'];
  if (check instanceof RegExp) return (text) => check.test(text);
  return (text) => typeof check === 'function' && check(text) === true;
}
