import { isObject, type Json } from '../../contract/json.js';
import type { Fields } from './fields.js';

/** One entry of headers, query, path variables, forms or variables, as v2.1 has it. */
export type Pair = {
  /** null in a query alone, for what stands between the two & of `a&&b`. */
  key: string | null;
  value: string | null;
  description?: string;
  disabled?: true;
};

/** What a value of null, or none, is: `null` itself (in a query, whose names may be null too), an empty text, or a flaw. */
export type NoValue = 'null' | 'empty' | 'flaw';

/** Reads `{name: value}` or `[{key, value, description?, disabled?}]`, in the order written. */
export function pairsOf(fields: Fields, key: string, noValue: NoValue): Pair[] {
  const value = fields.get(key);
  if (value === undefined) return [];
  if (isObject(value)) return fromMap(fields.inner(value), noValue);
  if (Array.isArray(value)) return fields.entries(value, (entry) => fromEntry(entry, noValue));
  fields.wrong(
    key,
    'neither a mapping nor a list',
    "Write it as name: 'value', or as a list of key and value",
  );
  return [];
}

function fromMap(map: Fields, noValue: NoValue): Pair[] {
  return map.keys().flatMap((key) => {
    const value = readValue(map, key, noValue);
    return value === undefined ? [] : [{ key, value }];
  });
}

function fromEntry(entry: Fields, noValue: NoValue): Pair | undefined {
  const pair = pairOf(entry, noValue);
  entry.reportOthers();
  return pair;
}

/** The pair in an entry of a list, which may have keys of its own beside. */
export function pairOf(entry: Fields, noValue: NoValue): Pair | undefined {
  const unnamed = noValue === 'null' && entry.has('key') && entry.get('key') === undefined;
  const key = unnamed ? null : entry.required('key', 'Write `key`, or delete the entry');
  const value = readValue(entry, 'value', noValue);
  const told = annotated(entry);
  return key === undefined || value === undefined ? undefined : { key, value, ...told };
}

/** What every entry of a list may have beside key and value. */
export function annotated(entry: Fields): { description?: string; disabled?: true } {
  const description = entry.text('description');
  return {
    ...(description === undefined ? {} : { description }),
    ...(entry.flag('disabled') ? { disabled: true } : {}),
  };
}

function readValue(fields: Fields, key: string, noValue: NoValue): string | null | undefined {
  const value: Json | undefined = fields.get(key);
  if (value !== undefined) return fields.text(key);
  if (noValue === 'null') return null;
  if (noValue === 'empty') {
    fields.note('changed', key, `\`${key}\` has no value, and was taken as an empty text`);
    return '';
  }
  fields.findings.flaw(fields.at(key), `\`${key}\` has no value`, "Write its value; an empty one is ''");
  return undefined;
}
