import { type Change, writing } from '../changes.js';
import type { Variant } from './variant.js';

/** Another way to write the same JSON. */
const written = (write: (value: unknown) => string): Change => writing((text) => write(JSON.parse(text)));

function sorted(value: unknown, compare: (a: string, b: string) => number): unknown {
  if (Array.isArray(value)) return value.map((item) => sorted(item, compare));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => compare(a, b));
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner, compare)]));
}

const escaped = (text: string): string =>
  text.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

export const text: readonly Variant[] = [
  {
    name: 'keys-in-order',
    says: 'Keys are in alphabetical order.',
    apply: written((value) => JSON.stringify(sorted(value, (a, b) => (a < b ? -1 : 1)))),
  },
  {
    name: 'keys-in-reverse-order',
    says: 'Keys are in reverse alphabetical order.',
    apply: written((value) => JSON.stringify(sorted(value, (a, b) => (a < b ? 1 : -1)))),
  },
  {
    name: 'indented',
    says: 'JSON is indented.',
    apply: written((value) => JSON.stringify(value, null, 2)),
  },
  {
    name: 'line-end-behind',
    says: 'A line end stands behind the JSON, and blanks before it.',
    apply: writing((json) => `  ${json}\r\n`),
  },
  {
    name: 'unicode-escaped',
    says: 'Characters beyond ASCII, slashes and brackets are escaped.',
    apply: writing((json) => escaped(json).replaceAll('/', '\\/').replaceAll('<', '\\u003c')),
  },
  {
    name: 'totals-with-a-fraction',
    says: 'Whole numbers are written with a fraction of nothing.',
    apply: writing((json) => json.replace(/("(?:total|expires_in|size)":\d+)/g, '$1.0')),
  },
];
