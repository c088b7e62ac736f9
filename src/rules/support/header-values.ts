import type { Header } from '../../contract/exchange.js';
import { jsonOf } from '../../contract/places.js';
import { combined, type SchemaPart } from '../../contract/schema-parts.js';
import { itemParts, keyword, propertyParts, types } from './fields/field.js';
import { scalar } from './forms/typed.js';

/**
 * The headers that a schema describes, by their names in lower case, as it reads them: numbers and lists are texts on the
 * way (`style: simple`).
 */
export function headerValues(headers: readonly Header[], root: SchemaPart): Record<string, unknown> {
  const parts = combined([root]);
  const names = new Set(parts.flatMap(({ schema }) => Object.keys(objectOf(schema['properties']))));
  const found: [string, unknown][] = [];
  for (const name of names) {
    const texts = headers.filter(([key]) => key.toLowerCase() === name).map(([, value]) => value.trim());
    if (texts.length > 0) found.push([name, readAs(texts.join(', '), combined(propertyParts(parts, name)))]);
  }
  return Object.fromEntries(found);
}

function readAs(text: string, parts: readonly SchemaPart[]): unknown {
  if (keyword(parts, 'contentMediaType').some((type) => /[/+]json$/.test(String(type))))
    return jsonOf(text) ?? text;
  const known = types(parts);
  if (known.includes('array')) {
    const items = combined(itemParts(parts, 0));
    return text === '' ? [] : text.split(',').map((item) => scalar(item.trim(), types(items)));
  }
  return known.includes('object') ? objectIn(text, parts) : scalar(text, known);
}

/** `a=1,b=2`, or `a,1,b,2`. */
function objectIn(text: string, parts: readonly SchemaPart[]): Record<string, unknown> {
  const all = text.split(',').map((part) => part.trim());
  const pairs = text.includes('=')
    ? all.map((part) => [part.split('=')[0] ?? '', part.slice(part.indexOf('=') + 1)] as const)
    : all.flatMap((part, index) => (index % 2 === 0 ? [[part, all[index + 1] ?? ''] as const] : []));
  return Object.fromEntries(
    pairs.map(([name, value]) => [name, scalar(value, types(combined(propertyParts(parts, name))))]),
  );
}

const objectOf = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {});
