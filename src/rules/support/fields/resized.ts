import { randomBytes } from 'node:crypto';
import type { SchemaPart } from '../../../contract/schema-parts.js';
import { itemParts } from './field.js';
import { valueFor } from './generate.js';

/** The text cut to so many characters. */
export function shortened(present: unknown, length: number): string {
  return [...(typeof present === 'string' ? present : '')].slice(0, length).join('').padEnd(length, 'x');
}

/** Texts of so many characters that keep as much of the present one's form as can be: an address stays one. */
export function lengthened(present: unknown, length: number): string[] {
  const text = typeof present === 'string' && present !== '' ? present : 'x';
  const missing = length - [...text].length;
  if (missing <= 0) return [[...text].slice(0, length).join('')];
  const at = text.indexOf('@');
  // A label of a host name has at most 63 characters.
  const labels = 'x'.repeat(missing).replace(/x{60}(?=x)/g, (run) => `${run.slice(1)}.`);
  const last = [...text].at(-1) ?? 'x';
  return [
    ...(at > 0 ? [`${text.slice(0, at)}${'x'.repeat(missing)}${text.slice(at)}`] : []),
    ...(at > 0 ? [`${text.slice(0, at + 1)}${labels}${text.slice(at + 1)}`] : []),
    text + last.repeat(missing),
    text + 'x'.repeat(missing),
    'x'.repeat(length),
  ];
}

/** Lists of so many items, the present ones first; others alike, or alike and different. */
export function items(present: unknown, parts: readonly SchemaPart[], length: number): unknown[][] {
  const kept: unknown[] = Array.isArray(present) ? present.slice(0, length) : [];
  const like = kept[0] ?? valueFor(itemParts(parts, 0));
  if (like === undefined) return [];
  const more = length - kept.length;
  const fill = (item: () => unknown): unknown[] => [...kept, ...Array.from({ length: more }, item)];
  return [
    ...(typeof like === 'string' ? [fill(() => `${like}-${randomBytes(3).toString('hex')}`)] : []),
    ...(typeof like === 'number'
      ? [[...kept, ...Array.from({ length: more }, (_, index) => like + index + 1)]]
      : []),
    fill(() => like),
  ];
}
