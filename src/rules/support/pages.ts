import type { Exchange } from '../../contract/exchange.js';
import { isRecord, leaves, type Step as PlaceStep, placeOf } from '../../contract/places.js';
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
const TOTAL = /^total/i;

/** The page that an answer shows; undefined where it shows no list. */
export function pageOf(exchange: Exchange): Page | undefined {
  const json = read(exchange)?.json;
  const list = listIn(json);
  if (!list) return undefined;
  const at = placeOf(list.path);
  let next: string | undefined;
  let more: boolean | undefined;
  let total: { value: number; at: string } | undefined;
  for (const { path, value } of beside(json, list.path)) {
    const key = String(path.at(-1));
    if (NEXT.test(key) && (typeof value === 'string' || typeof value === 'number') && value !== '')
      next ??= String(value);
    else if (MORE.test(key) && typeof value === 'boolean') more ??= value;
    else if (TOTAL.test(key) && typeof value === 'number') total ??= { value, at: placeOf(path) };
  }
  return {
    items: list.items,
    at,
    ...(next !== undefined && more !== false && { next }),
    ...(more !== undefined && { more }),
    ...(total && { total: total.value, totalAt: total.at }),
  };
}

/** The array of the answer: the whole of it, or one among its members, or those of a member of it. */
function listIn(json: unknown): { path: readonly PlaceStep[]; items: readonly unknown[] } | undefined {
  if (Array.isArray(json)) return { path: [], items: json };
  if (!isRecord(json)) return undefined;
  const members = Object.entries(json);
  const deeper = members.flatMap(([key, member]) =>
    isRecord(member) ? Object.entries(member).map(([inner, value]) => ({ path: [key, inner], value })) : [],
  );
  const arrays = [...members.map(([key, value]) => ({ path: [key], value })), ...deeper].flatMap(
    ({ path, value }) => (Array.isArray(value) ? [{ path, items: value as readonly unknown[] }] : []),
  );
  return arrays.find(({ items }) => items.some(isRecord)) ?? arrays[0];
}

/** Values of the answer that do not belong to the items. */
function* beside(json: unknown, list: readonly PlaceStep[]) {
  if (!isRecord(json)) return;
  for (const leaf of leaves(without(json, list))) yield leaf;
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
