import type { Exchange } from '../../contract/exchange.js';
import {
  isRecord,
  type Leaf,
  leaves,
  type Step as PlaceStep,
  placeOf,
  valueAt,
} from '../../contract/places.js';
import { bareName } from '../../contract/words.js';
import { read } from './reading.js';

/** One page of a list, as an answer shows it. */
export interface Page {
  readonly items: readonly unknown[];
  /** Place of the items, e.g. `$.items`. */
  readonly at: string;
  /** The cursor of the next page; undefined on the last one. */
  readonly next?: string;
  /** Whether the answer says that there is more. */
  readonly more?: boolean;
  readonly total?: number;
  readonly totalAt?: string;
}

const NEXT = /^(next.*|(page_?)?(cursor|token)|continuation(_?token)?|end_?cursor|marker)$/i;
const MORE = /^(has_?more|has_?next(_?page)?|more|is_?truncated)$/i;
const TOTAL = /^total_?(count|items|results|records|elements|entries|rows|hits|number)?$/i;

/** The page that an answer shows; undefined where it shows no list, or none at the place where its list is known to be. */
export const pageOf = (exchange: Exchange, known?: readonly PlaceStep[]): Page | undefined =>
  pageIn(read(exchange)?.json, known);

export function pageIn(json: unknown, known?: readonly PlaceStep[]): Page | undefined {
  const list = known ? listAt(json, known) : listIn(json);
  if (!list) return undefined;
  const at = placeOf(list.path);
  const values = [...beside(json, list.path)];
  const next = values.find(isNext)?.value;
  const more = values.find(({ path, value }) => MORE.test(keyOf(path)) && typeof value === 'boolean')?.value;
  const total = values.find(({ path, value }) => isTotal(path, list.path) && typeof value === 'number');
  return {
    items: list.items,
    at,
    ...(next !== undefined && more !== false && { next: String(next) }),
    ...(typeof more === 'boolean' && { more }),
    ...(typeof total?.value === 'number' && { total: total.value, totalAt: placeOf(total.path) }),
  };
}

/** Whether a field of that name is about the page, and not about what is on it. */
export const isPageName = (name: string): boolean => [NEXT, MORE, TOTAL].some((form) => form.test(name));

/** Whether a field of that name gives the cursor of a next page. */
export const isNextName = (name: string): boolean => NEXT.test(name);

const keyOf = (path: readonly PlaceStep[]): string => String(path.at(-1));

const isNext = ({ path, value }: Leaf): boolean =>
  NEXT.test(keyOf(path)) && (typeof value === 'number' || (typeof value === 'string' && value !== ''));

/** `total`, `total_count`, or `totalNotes` of a list of notes. */
const isTotal = (path: readonly PlaceStep[], list: readonly PlaceStep[]): boolean =>
  TOTAL.test(keyOf(path)) || bareName(keyOf(path)) === `total${bareName(keyOf(list))}`;

interface List {
  readonly path: readonly PlaceStep[];
  readonly items: readonly unknown[];
}

function listAt(json: unknown, path: readonly PlaceStep[]): List | undefined {
  const items = valueAt(json, path);
  return Array.isArray(items) ? { path, items } : undefined;
}

/** The array of an answer of which nothing is known: the one that holds objects, or else the first. */
export function listIn(json: unknown): List | undefined {
  const arrays = arraysIn(json);
  return arrays.find(({ items }) => items.some(isRecord)) ?? arrays[0];
}

/** Arrays that an answer may be about: the whole of it, or those among its members and among the members of these. */
export function arraysIn(json: unknown): List[] {
  if (Array.isArray(json)) return [{ path: [], items: json }];
  if (!isRecord(json)) return [];
  const members = Object.entries(json);
  const deeper = members.flatMap(([key, member]) =>
    isRecord(member) ? Object.entries(member).map(([inner, value]) => ({ path: [key, inner], value })) : [],
  );
  return [...members.map(([key, value]) => ({ path: [key], value })), ...deeper].flatMap(({ path, value }) =>
    Array.isArray(value) ? [{ path, items: value as readonly unknown[] }] : [],
  );
}

/** Values of the answer that do not belong to the items. */
function* beside(json: unknown, list: readonly PlaceStep[]): Generator<Leaf> {
  if (!isRecord(json)) return;
  yield* leaves(without(json, list));
}

function without(json: Record<string, unknown>, [first, second]: readonly PlaceStep[]): unknown {
  const { [String(first)]: holder, ...rest } = json;
  if (second === undefined || !isRecord(holder)) return rest;
  const { [String(second)]: _, ...others } = holder;
  return { ...rest, [String(first)]: others };
}

/** Whether an item is, or holds, that identifier. */
export function holds(item: unknown, identifier: string): boolean {
  for (const { value } of leaves(item)) if (String(value) === identifier) return true;
  return false;
}
