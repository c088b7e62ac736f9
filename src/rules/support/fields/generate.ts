import type { Json } from '../../../contract/json.js';
import { type SchemaPart, simplest } from '../../../contract/schema-parts.js';
import { choices, itemParts, keyword, numbers, propertyParts, requiredNames, texts, types } from './field.js';
import { matching } from './matching.js';

const OF_FORMAT: Readonly<Record<string, string>> = {
  date: '2024-02-29',
  time: '12:30:00Z',
  'date-time': '2024-02-29T12:30:00Z',
  'iso-time': '12:30:00Z',
  'iso-date-time': '2024-02-29T12:30:00Z',
  duration: 'P3D',
  uri: 'https://example.com/path',
  'uri-reference': '/path',
  url: 'https://example.com/path',
  hostname: 'www.example.com',
  ipv4: '192.0.2.10',
  ipv6: '2001:db8::1',
  uuid: '2f1d6c1e-8a4b-4c55-9d1a-6f0d3c2b1a90',
  'json-pointer': '/a',
  regex: '^a$',
  byte: 'dGV4dA==',
};

/** Nested objects and arrays that a value is made with; a schema may contain itself. */
const DEPTH = 4;

/**
 * A value that the parts may allow: what they give as a value, or one made by type, format and limits. Undefined
 * where none can be made; only a validator can tell whether it is allowed.
 */
export function valueFor(some: readonly SchemaPart[], depth = DEPTH): Json | undefined {
  const parts = simplest(some);
  const [said] = [
    ...choices(parts),
    ...keyword(parts, 'examples').flat(),
    ...keyword(parts, 'example'),
    ...keyword(parts, 'default'),
  ].filter((value) => value !== null);
  if (said !== undefined) return said;
  const type = types(parts).find((name) => name !== 'null') ?? guessed(parts);
  switch (type) {
    case 'string':
      return text(parts);
    case 'integer':
    case 'number':
      return number(parts);
    case 'boolean':
      return true;
    case 'array':
      return depth > 0 ? array(parts, depth) : undefined;
    case 'object':
      return depth > 0 ? object(parts, depth) : undefined;
    default:
      return undefined;
  }
}

function guessed(parts: readonly SchemaPart[]): string | undefined {
  const has = (name: string): boolean => keyword(parts, name).length > 0;
  if (has('properties')) return 'object';
  if (has('items') || has('prefixItems')) return 'array';
  if (has('minLength') || has('maxLength') || has('pattern') || has('format')) return 'string';
  return has('minimum') || has('maximum') ? 'number' : undefined;
}

function text(parts: readonly SchemaPart[]): string | undefined {
  const [format = ''] = texts(parts, 'format');
  if (/^(idn-)?email$/.test(format)) return 'probe@example.com';
  const known = OF_FORMAT[format];
  if (known !== undefined) return known;
  const least = Math.max(0, ...numbers(parts, 'minLength'));
  const most = Math.min(...numbers(parts, 'maxLength'), Number.MAX_SAFE_INTEGER);
  const [pattern] = texts(parts, 'pattern');
  if (pattern !== undefined) return matching(pattern, least);
  return least > 100_000 ? undefined : 'probe'.padEnd(least, 'x').slice(0, most);
}

function number(parts: readonly SchemaPart[]): number {
  const step = numbers(parts, 'multipleOf')[0] ?? 1;
  const above = numbers(parts, 'exclusiveMinimum').map((limit) => limit + step);
  const below = numbers(parts, 'exclusiveMaximum').map((limit) => limit - step);
  const least = Math.max(...numbers(parts, 'minimum'), ...above, Number.NEGATIVE_INFINITY);
  const most = Math.min(...numbers(parts, 'maximum'), ...below, Number.POSITIVE_INFINITY);
  if (least <= step && step <= most) return step;
  if (Number.isFinite(least)) return Math.ceil(least / step) * step;
  return Math.floor(most / step) * step;
}

function array(parts: readonly SchemaPart[], depth: number): Json[] | undefined {
  const length = Math.max(1, ...numbers(parts, 'minItems'));
  if (length > 20) return undefined;
  const items = Array.from({ length }, (_, index) => valueFor(itemParts(parts, index), depth - 1));
  return items.every((item) => item !== undefined) ? items : undefined;
}

function object(parts: readonly SchemaPart[], depth: number): Json | undefined {
  const made: [string, Json][] = [];
  for (const name of requiredNames(parts)) {
    const value = valueFor(propertyParts(parts, name), depth - 1);
    if (value === undefined) return undefined;
    made.push([name, value]);
  }
  return Object.fromEntries(made);
}
