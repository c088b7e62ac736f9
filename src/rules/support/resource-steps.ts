import { type Exchange, isSuccessful } from '../../contract/exchange.js';
import { isRecord, leaves } from '../../contract/places.js';
import type { Resource } from '../../contract/resources.js';
import { bareName } from '../../contract/words.js';
import type { Judgement, Scene, Step } from '../rule.js';
import { read } from './reading.js';
import { received } from './statuses.js';

/** Something that a step created. */
export interface Made {
  readonly exchange: Exchange;
  readonly identifier: string;
  /** The variables that its creation keeps, to be used in further steps. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Creates one; a judgement where that cannot be done.
 *
 * @param options `again`: an identifier that was given before will do
 */
export function* make(
  { create, variable }: Resource,
  scene: Scene,
  { change, again = false }: { readonly change?: Step['change']; readonly again?: boolean } = {},
): Generator<Step, Made | Judgement, Exchange> {
  const exchange: Exchange = yield {
    operation: create,
    ...(change && { change }),
    sends: `${create.name}, valid`,
  };
  const failed = unlessSuccess(exchange);
  if (failed) return failed;
  const values = scene.kept(exchange);
  const identifier = values[variable];
  if (identifier === undefined)
    return { holds: 'nothing', reason: `the answer of ${create.name} shows no ${variable}` };
  if (isRounded(exchange, identifier)) {
    const reason = `the ${variable} that ${create.name} answers is a number over 2^53, which scripts round`;
    return { holds: 'nothing', reason };
  }
  // What several units hold to be their own, one of them may have deleted.
  if (scene.gaveAgain(exchange) && !again)
    return { holds: 'unknown', reason: `${create.name} gave an identifier that it had given before` };
  return { exchange, identifier, values };
}

/** Whether an identifier is that of a number that has more digits than JavaScript keeps: it may be that of another. */
function isRounded(exchange: Exchange, identifier: string): boolean {
  return [...leaves(read(exchange)?.json)].some(
    ({ value }) => Number.isInteger(value) && !Number.isSafeInteger(value) && String(value) === identifier,
  );
}

export const isJudgement = (made: Made | Judgement): made is Judgement => 'holds' in made;

/** A step that has to succeed before there is anything to judge. */
export function unlessSuccess(exchange: Exchange): Judgement | undefined {
  const { outcome, operation } = exchange;
  if (isSuccessful(outcome)) return undefined;
  return { holds: 'unknown', reason: `${operation} did not succeed on the way: ${received(exchange)}` };
}

/** What the identifier of something may be called: as its variable, `id`, or as the answer that created it calls it. */
export function identifierNames({ variable }: Resource, made?: Made): string[] {
  const shown = made ? [...leaves(read(made.exchange)?.json)] : [];
  const called = shown.filter(({ value }) => String(value) === made?.identifier);
  return [variable, 'id', ...called.map(({ key }) => String(key))].map(bareName);
}

/** Objects of an answer that speak of the answer itself, beside the one that it is about: `{ data, meta }`. */
const BESIDE =
  /^_?(meta(_?data)?|links?|request|context|debug|trace|paging|pagination|page|warnings?|timings?)$/i;

/**
 * What an answer gives as the identifier of its own resource: the field with the first of these names, at the top or
 * inside the one object that the answer is.
 */
export function identifierIn(
  exchange: Exchange,
  names: readonly string[],
): { name: string; value: string } | undefined {
  const json = read(exchange)?.json;
  if (!isRecord(json)) return undefined;
  const records = Object.entries(json).flatMap(([key, value]) =>
    isRecord(value) && !BESIDE.test(key) ? [value] : [],
  );
  const [only] = records;
  for (const holder of [json, ...(records.length === 1 && only ? [only] : [])]) {
    for (const wanted of names) {
      const found = Object.entries(holder).find(([key]) => bareName(key) === wanted);
      if (found && (typeof found[1] === 'string' || typeof found[1] === 'number'))
        return { name: found[0], value: String(found[1]) };
    }
  }
  return undefined;
}

/** Whether the items of a list say which things they are: by their identifiers alone, or in a field of these names. */
export function areNamed(items: readonly unknown[], names: readonly string[]): boolean {
  return (
    items.length === 0 ||
    items.some((item) =>
      isRecord(item)
        ? [...leaves(item)].some(({ key }) => names.includes(bareName(String(key))))
        : typeof item === 'string' || typeof item === 'number',
    )
  );
}

/** Whether the answer shows the value anywhere. */
export function shows(exchange: Exchange, wanted: string): boolean {
  for (const { value } of leaves(read(exchange)?.json)) if (String(value) === wanted) return true;
  return false;
}
