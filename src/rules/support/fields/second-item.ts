import { randomBytes } from 'node:crypto';
import { leaves, type Step, valueAt, withValueAt } from '../../../contract/places.js';
import type { SchemaPart } from '../../../contract/schema-parts.js';
import { choices, type Given } from './field.js';
import { valueFor } from './generate.js';

/** Ways to make one item more, the likeliest first: like the first one with its addresses fresh, with its texts fresh, another choice. */
export function secondItems(
  array: readonly Step[],
  index: number,
  parts: readonly SchemaPart[],
): readonly Given['make'][] {
  const first = [...array, 0];
  const copy = (body: unknown, fresh: (text: string) => string): unknown =>
    [...leaves(valueAt(body, first))].reduce<unknown>(
      (item, { path, value }) => (typeof value === 'string' ? withValueAt(item, path, fresh(value)) : item),
      valueAt(body, first),
    );
  const made = valueFor(parts);
  return [
    ...(index > 0
      ? [
          (body: unknown) => copy(body, (text) => (text.includes('@') ? `${mark()}-${text}` : text)),
          (body: unknown) => copy(body, (text) => `${text}-${mark()}`),
        ]
      : []),
    ...choices(parts).map((choice) => () => choice),
    ...(made === undefined ? [] : [() => made]),
  ];
}

const mark = (): string => randomBytes(3).toString('hex');
