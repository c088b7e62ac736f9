import { isObject, type Json, own, parseJson, scalarText } from '../../contract/json.js';
import type { Operation } from '../../contract/model.js';
import { TEMPLATE } from '../../contract/variables.js';
import { bareName } from '../../contract/words.js';

const UNIQUE =
  /^(?:(?:user|login|account|contact|customer|primary)?e?mail(?:address)?|user(?:name)?|login(?:name)?|nickname|handle|slug|external(?:id|ref|reference)|(?:client|customer|order|merchant|partner)reference|(?:merchant|partner|client)?(?:request|transaction|order)ref(?:erence)?|reference(?:id|number)?|sku|code|idempotencykey|domain|subdomain)$/;
/** Nothing, and codes of countries, currencies and languages. */
const NO_OWN = /^([A-Z]{2,3}|[a-z]{2}([-_][A-Za-z]{2})?)?$/;
/** Deeper than this, a field belongs to something other than what is created. */
const DEPTH = 3;

/** Places in the body of a create that look as if each creation needs a value of its own, and have a fixed one. */
export function uniqueFields(operation: Operation): string[] {
  if (operation.role !== 'create') return [];
  const body = own(operation.request, 'body');
  const raw = isObject(body) ? scalarText(own(body, 'raw')) : undefined;
  // A variable outside of quotes would leave no JSON.
  const json = raw === undefined ? undefined : parsed(raw.replace(TEMPLATE, '0'));
  return json === undefined ? [] : [...fieldsIn(json, [])].filter((place) => isFixed(place, raw ?? ''));
}

function* fieldsIn(value: Json, above: readonly string[]): Generator<string> {
  if (!isObject(value) || above.length >= DEPTH) return;
  for (const [key, part] of Object.entries(value)) {
    if (key.includes('.')) continue;
    if (typeof part === 'string' && UNIQUE.test(bareName(key)) && !NO_OWN.test(part))
      yield [...above, key].join('.');
    else yield* fieldsIn(part, [...above, key]);
  }
}

function isFixed(place: string, raw: string): boolean {
  const key = place.split('.').at(-1) ?? '';
  const value = new RegExp(`"${key.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')}"\\s*:\\s*"([^"]*)"`).exec(
    raw,
  )?.[1];
  return value === undefined || !value.includes('{{');
}

function parsed(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
