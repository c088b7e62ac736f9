import { type Exchange, isSuccessful } from '../../contract/exchange.js';
import { jsonOf, type Leaf, leaves, placeOf, type Step, valueAt } from '../../contract/places.js';
import { resourcesOf } from '../../contract/resources.js';
import { bareName } from '../../contract/words.js';
import type { Identifier, View } from '../rule.js';
import { documentedNames } from './documented-names.js';
import { isListing, listPlace } from './list-place.js';
import { arraysIn, isPageName } from './pages.js';
import { read } from './reading.js';
import { jsonBody } from './request-parts.js';
import { documentedSuccesses, successExamples } from './success.js';

/** The identifier of something that the request asks for. */
export interface Asked extends Identifier {
  readonly value: string;
}

/**
 * Whether an answer is the list of an operation that lists, with nothing in it: what belongs to an unknown thing may be
 * an empty list. It may repeat what it was asked for, and shows nothing else of it.
 */
export function showsNothing(view: View, exchange: Exchange, asked: Asked): boolean {
  return isEmptyList(view, exchange) && !shows(view, exchange, read(exchange)?.json, asked);
}

/** Whether an operation that lists answers with an empty list. */
export function isEmptyList({ contract, operation }: View, exchange: Exchange): boolean {
  if (!isSuccessful(exchange.outcome) || !isListing(contract, operation)) return false;
  const json = read(exchange)?.json;
  const arrays = arraysIn(json);
  // Where nobody says which of several arrays the list is, it may be another one than the empty one.
  const at = listPlace(contract, operation) ?? (arrays.length === 1 ? arrays[0]?.path : undefined);
  const items = at && valueAt(json, at);
  return Array.isArray(items) && items.length === 0;
}

/** Whether an answer shows the thing itself, and not only the identifier by which it was asked for. */
function shows(view: View, exchange: Exchange, json: unknown, asked: Asked): boolean {
  const all = [...leaves(json)];
  const sent = sentBy(exchange, asked);
  const repeats = (leaf: Leaf): boolean => sent.get(nameOf(leaf))?.has(String(leaf.value)) === true;
  const named = all.filter(({ value }) => String(value) === asked.value);
  const names = namesOfThing(view, asked.variable);
  const isOfThing = (leaf: Leaf): boolean =>
    names.has(nameOf(leaf)) && !repeats(leaf) && !isConstant(view.operation, leaf);
  if (named.length === 0) return holdsSeveral(all.filter(isOfThing));
  if (!named.every(repeats)) return true;
  const holders = named.map(({ path }) => objectOf(path)).filter((path) => path.length > 0);
  if (holders.some((path) => ![...leaves(valueAt(json, path))].every(repeatsBelow(repeats, path))))
    return true;
  return all.some(isOfThing);
}

/** Whether one object has more than one of these: a single name may be there by chance. */
function holdsSeveral(found: readonly Leaf[]): boolean {
  const names = new Map<string, Set<string>>();
  for (const leaf of found) {
    const object = placeOf(objectOf(leaf.path));
    names.set(object, (names.get(object) ?? new Set()).add(nameOf(leaf)));
  }
  return [...names.values()].some(({ size }) => size > 1);
}

const repeatsBelow =
  (repeats: (leaf: Leaf) => boolean, path: readonly Step[]) =>
  (leaf: Leaf): boolean =>
    repeats({ ...leaf, path: [...path, ...leaf.path] });

/** The name of the field that a value stands in, be it one of several. */
const nameOf = ({ path }: Leaf): string =>
  bareName(String(path.findLast((step) => typeof step === 'string') ?? ''));

/** The object that a value stands in; of one in a list of values, the object of the list. */
function objectOf(path: readonly Step[]): readonly Step[] {
  return path.slice(
    0,
    Math.max(
      0,
      path.findLastIndex((step) => typeof step === 'string'),
    ),
  );
}

/** The request's own parameters: names, and the values that it gives them. */
function sentBy({ request }: Exchange, { variable, place, value }: Asked): ReadonlyMap<string, Set<string>> {
  const sent = new Map<string, Set<string>>();
  const add = (name: string, one: string): void => {
    sent.set(name, (sent.get(name) ?? new Set()).add(one));
  };
  for (const leaf of leaves(jsonBody(request))) add(nameOf(leaf), String(leaf.value));
  const query = new URLSearchParams(request.target.split('?')[1] ?? '');
  for (const [name, one] of query) add(bareName(name), one);
  if (place === 'path') add(bareName(variable), value);
  return sent;
}

/** What the thing is documented to have, beside what each answer and each page has. */
function namesOfThing({ contract, operation }: View, variable: string): ReadonlySet<string> {
  const resource = resourcesOf(contract).find((one) => one.variable === variable);
  const common = new Set([...documentedNames(contract, operation, 400)].map(bareName));
  const names = [resource?.create, resource?.read].flatMap((one) =>
    one
      ? documentedSuccesses({ contract, operation: one }).flatMap((status) => [
          ...documentedNames(contract, one, status),
        ])
      : [],
  );
  return new Set(
    names
      .filter((name) => !isPageName(name))
      .map(bareName)
      .filter((name) => !common.has(name)),
  );
}

/** Whether the list's own saved answer holds the same there: a word that each answer carries. */
const isConstant = (operation: View['operation'], { path, value }: Leaf): boolean =>
  successExamples(operation).some(({ body }) => valueAt(jsonOf(body), path) === value);
