import { type Exchange, isSuccessful, type WireRequest } from '../../contract/exchange.js';
import type { Operation } from '../../contract/model.js';
import type { Step as PlaceStep } from '../../contract/places.js';
import type { Judgement, Step } from '../rule.js';
import { does, type Parameter, parameterOf, withParameter } from './list-parameters.js';
import { type Page, pageOf } from './pages.js';
import { received } from './statuses.js';

/** Pages that are followed; a list of an environment in use may be very long. */
const PAGES = 30;

export interface Walk {
  readonly pages: readonly (Page & { readonly exchange: Exchange })[];
  /** Whether the last page was reached. */
  readonly ended: boolean;
  /** The page that could not be had, though the one before it leads there. */
  readonly refused?: Exchange;
}

export interface Listing {
  readonly operation: Operation;
  readonly parameters: readonly Parameter[];
  /** Where its answers hold the list, where that is known. */
  readonly at?: readonly PlaceStep[];
  /** A change of each of its requests. */
  readonly change?: (request: WireRequest) => WireRequest;
  readonly sends: string;
  /** Milliseconds to wait before the first page. */
  readonly wait?: number;
}

/** Milliseconds after which a list is asked again that does not show yet what was done. */
const LAG = 500;

/** Follows a list, and once more a little later where it does not show yet what is looked for. */
export function* walkUntil(
  listing: Listing,
  shows: (items: readonly unknown[]) => boolean,
): Generator<Step, Walk | Judgement, Exchange> {
  const first = yield* walk(listing);
  if (broke(first) || shows(itemsOf(first))) return first;
  return yield* walk({ ...listing, wait: LAG });
}

/** Follows a list from page to page, as its answers lead. @returns a judgement where there is no first page */
export function* walk(listing: Listing): Generator<Step, Walk | Judgement, Exchange> {
  const { operation, parameters, at: place, change = (request) => request, sends, wait } = listing;
  const pages: (Page & { exchange: Exchange })[] = [];
  const turn = turner(parameters);
  for (let position: unknown; pages.length < PAGES; ) {
    const at = position;
    const exchange: Exchange = yield {
      operation,
      change: (request) => {
        const changed = change(request);
        return at === undefined || !turn ? changed : withParameter(changed, turn, at);
      },
      sends: pages.length === 0 ? sends : `${sends}, page ${pages.length + 1}`,
      ...(pages.length === 0 && wait !== undefined && { wait }),
    };
    const page = pageAnswered(exchange, place);
    if ('holds' in page) {
      if (pages.length === 0) return page;
      return beyond(exchange, pages) ? { pages, ended: true } : { pages, ended: false, refused: exchange };
    }
    // Behind the last page, some give the last one again.
    if (!promised(pages) && again(page, pages.at(-1)) && !again(page, pages.at(-2)))
      return { pages, ended: true };
    pages.push({ ...page, exchange });
    position = turn && following(turn, page, exchange, pages);
    if (position === undefined)
      return { pages, ended: turn !== undefined || (page.more !== true && page.next === undefined) };
  }
  return { pages, ended: false };
}

/** Whether a page was refused that no answer had promised: the one before it was the last. */
const beyond = ({ outcome }: Exchange, pages: readonly Page[]): boolean =>
  !promised(pages) && outcome.kind === 'answer' && (outcome.status === 400 || outcome.status === 404);

/** Whether the last page said that there is another one. */
function promised(pages: readonly Page[]): boolean {
  const last = pages.at(-1);
  if (!last) return true;
  const seen = pages.reduce((sum, { items }) => sum + items.length, 0);
  return (
    last.more !== undefined || last.next !== undefined || (last.total !== undefined && seen < last.total)
  );
}

const again = (page: Page, before: Page | undefined): boolean =>
  page.items.length > 0 && JSON.stringify(page.items) === JSON.stringify(before?.items);

export const broke = (walked: Walk | Judgement): walked is Judgement => 'holds' in walked;

export const itemsOf = ({ pages }: Walk): readonly unknown[] => pages.flatMap(({ items }) => items);

function pageAnswered(exchange: Exchange, place: Listing['at']): Page | Judgement {
  const { outcome } = exchange;
  if (!isSuccessful(outcome))
    return { holds: 'unknown', reason: `the list could not be followed: ${received(exchange)}` };
  return pageOf(exchange, place) ?? { holds: 'nothing', reason: 'its answer shows no list' };
}

/** The parameter that turns the page: a cursor before a page number. */
const turner = (parameters: readonly Parameter[]): Parameter | undefined =>
  parameters.find(does('cursor')) ?? parameters.find(does('page'));

/** Value of the turning parameter for the next page; undefined on the last one. */
function following(turn: Parameter, page: Page, exchange: Exchange, pages: readonly Page[]): unknown {
  if (turn.does === 'cursor') return page.next;
  if (page.more === false || page.items.length === 0) return undefined;
  const seen = pages.reduce((sum, { items }) => sum + items.length, 0);
  // Where the answer does not say whether there is more, the next page says it, which is empty; a total may be wrong.
  const full = pages.length === 1 || page.items.length === pages[0]?.items.length;
  if (page.more !== true && page.total !== undefined && seen >= page.total && !full) return undefined;
  if (/offset|skip|start/i.test(turn.name)) return seen;
  return numberOf(turn, exchange) + 1;
}

/** The number of the page that was asked for; pages count from 0 or 1, and the first one may go without saying. */
function numberOf(turn: Parameter, { request }: Exchange): number {
  const told = [parameterOf(request, turn), turn.schema?.['default'], turn.schema?.['minimum']];
  const number = told.find((value) => value !== undefined && value !== null && value !== '');
  return Number.isFinite(Number(number ?? 1)) ? Number(number ?? 1) : 1;
}
