import { pathSegments } from '../../contract/items.js';
import { isObject, type Json, own, parseJson, scalarText } from '../../contract/json.js';
import type { Operation } from '../../contract/model.js';
import { TEMPLATE, templateVariables } from '../../contract/variables.js';
import { bareName } from '../../contract/words.js';

const UNIQUE =
  /^(?:(?:user|login|account|contact|customer|primary)?e?mail(?:address)?|user(?:name)?|login(?:name)?|nickname|handle|slug|external(?:id|ref|reference)|(?:client|customer|order|merchant|partner)reference|(?:merchant|partner|client)?(?:request|transaction|order)ref(?:erence)?|reference(?:id|number)?|sku|code|idempotencykey|domain|subdomain)$/;
/** Nothing, and codes of countries, currencies and languages. */
const NO_OWN = /^([A-Z]{2,3}|[a-z]{2}([-_][A-Za-z]{2})?)?$/;
const PASSWORD = /^(?:password|passwd|pwd|passphrase|pin)$/;
/** Deeper than this, a field belongs to something other than what is created. */
const DEPTH = 3;

/** Who is let in is there already. */
const LOG_IN = /log-?_?in|sign-?_?in|session|token|auth/i;

/**
 * Places in the body of a create that look as if each creation needs a value of its own, and have a fixed one; where
 * somebody is registered, also those that a variable of the user's fills.
 *
 * @param set whether a script sets the variable: it is the script's to make it another one
 */
export function uniqueFields(
  operation: Operation,
  set: (variable: string) => boolean = () => false,
): string[] {
  if (operation.role !== 'create') return [];
  const body = own(operation.request, 'body');
  const raw = isObject(body) ? scalarText(own(body, 'raw')) : undefined;
  // A variable outside of quotes would leave no JSON.
  const json = raw === undefined ? undefined : parsed(raw.replace(TEMPLATE, '0'));
  if (json === undefined) return [];
  const logsIn = LOG_IN.test(
    [...pathSegments(operation.request), operation.name.split(' / ').at(-1)].join(' '),
  );
  return [...fieldsIn(json, [])]
    .filter(({ place, registers }) => {
      const value = textAt(place, raw ?? '');
      if (!value?.includes('{{')) return true;
      const variables = templateVariables(value);
      return (
        registers &&
        !logsIn &&
        variables.length > 0 &&
        !variables.some((name) => name.startsWith('$') || set(name))
      );
    })
    .map(({ place }) => place);
}

interface Field {
  readonly place: string;
  /** It stands beside a password. */
  readonly registers: boolean;
}

function* fieldsIn(value: Json, above: readonly string[]): Generator<Field> {
  if (!isObject(value) || above.length >= DEPTH) return;
  const registers = Object.keys(value).some((key) => PASSWORD.test(bareName(key)));
  for (const [key, part] of Object.entries(value)) {
    if (key.includes('.')) continue;
    if (typeof part === 'string' && UNIQUE.test(bareName(key)) && !NO_OWN.test(part))
      yield { place: [...above, key].join('.'), registers };
    else yield* fieldsIn(part, [...above, key]);
  }
}

/** The text that stands at a place, with its variables. */
function textAt(place: string, raw: string): string | undefined {
  const key = place.split('.').at(-1) ?? '';
  return new RegExp(`"${key.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')}"\\s*:\\s*"([^"]*)"`).exec(raw)?.[1];
}

function parsed(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
