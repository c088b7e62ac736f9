import { combined, type SchemaPart } from '../../../contract/schema-parts.js';
import { itemParts, propertyParts, types } from '../fields/field.js';
import { valuesIn } from './document.js';

/** How a number is written in JSON. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * A document as the receiver of a form reads it: all that is sent are texts, and the schema says which of them is a
 * number. Undefined where a form cannot hold it.
 */
export function asRead(document: unknown, root: SchemaPart): unknown {
  const values = valuesIn(document);
  return (
    values &&
    Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        typed(value, combined(propertyParts(combined([root]), name))),
      ]),
    )
  );
}

function typed(value: string | readonly string[], parts: readonly SchemaPart[]): unknown {
  const known = types(parts);
  const texts = [value].flat();
  if (texts.length > 1 || known.includes('array')) {
    const items = combined(itemParts(parts, 0));
    return texts.map((text) => scalar(text, types(items)));
  }
  return scalar(texts[0] ?? '', known);
}

/** A text as what a schema says that it is. */
export function scalar(text: string, known: readonly string[]): unknown {
  if (known.includes('string')) return text;
  const isNumber = known.includes('number') || known.includes('integer');
  if (isNumber && NUMBER.test(text)) return Number(text);
  if (known.includes('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
