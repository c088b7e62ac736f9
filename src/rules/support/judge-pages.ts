import type { Exchange } from '../../contract/exchange.js';
import { isRecord } from '../../contract/places.js';
import type { Judgement } from '../rule.js';
import { holds } from './pages.js';
import { received } from './statuses.js';
import { itemsOf, type Walk } from './walk.js';

/** Empty pages in a row after which a list counts as one that does not end. */
const EMPTY = 5;

export function judgePages(walked: Walk, made: readonly string[]): Judgement {
  const { pages, ended } = walked;
  if (pages.length === 1 && ended)
    return made.length > 0 ? lost(walked, made) : { holds: 'nothing', reason: 'the list has one page only' };
  if (walked.refused) {
    const { outcome } = walked.refused;
    if (outcome.kind === 'none' || outcome.status === 429 || outcome.status >= 500)
      return { holds: 'unknown', reason: `a page could not be had: ${received(walked.refused)}` };
    return failure(walked.refused, {
      expected: 'the page that the one before it leads to',
      received: received(walked.refused),
      cause: `next page: ${received(walked.refused)}`,
    });
  }
  const repeated = repetition(walked);
  if (repeated) return repeated;
  const tail = pages.slice(-EMPTY);
  if (!ended && tail.length === EMPTY && tail.every(({ items }) => items.length === 0)) {
    return failure(tail.at(-1)?.exchange, {
      expected: 'a last page',
      received: `${EMPTY} empty pages in a row, each with a cursor of the next one`,
      cause: 'endless pages',
    });
  }
  if (!ended) return { holds: true, notes: [`the first ${pages.length} pages were followed`] };
  return lost(walked, made);
}

function repetition({ pages }: Walk): Judgement | undefined {
  const seen = new Set<string>();
  for (const { items, exchange, at } of pages) {
    for (const item of items) {
      const text = JSON.stringify(item);
      if (!seen.has(text)) seen.add(text);
      else
        return failure(exchange, {
          expected: 'each item on one page only',
          received: `an item a second time: ${text.slice(0, 120)}`,
          at,
          cause: 'repeated item',
        });
    }
  }
  return undefined;
}

function lost(walked: Walk, made: readonly string[]): Judgement {
  const items = itemsOf(walked);
  const missing = made.filter((identifier) => !items.some((item) => holds(item, identifier)));
  // A list that knows none of them lists something else, or nothing new: `resource/listed` speaks of that.
  if (missing.length === 0 || missing.length === made.length) return { holds: true };
  return failure(walked.pages.at(-1)?.exchange, {
    expected: `all ${made.length} things that were created, on one page or another`,
    received: `${missing.length} of them on none: ${missing.join(', ')}`,
    at: walked.pages[0]?.at ?? '$',
    cause: 'skipped item',
  });
}

/** What large pages list between the first and the last item of the small ones, and these do not. */
export function skippedBy(small: Walk, large: Walk): Judgement | undefined {
  const seen = new Set(itemsOf(small).map(keyOf));
  const all = itemsOf(large).map(keyOf);
  const last = all.findLastIndex((key) => seen.has(key));
  const missing = all.slice(0, last).find((key) => !seen.has(key));
  if (missing === undefined || seen.size < 2) return undefined;
  return failure(small.pages.at(-1)?.exchange, {
    expected: 'each item that larger pages show, on one page or another',
    received: `none with ${missing.slice(0, 120)}`,
    at: small.pages[0]?.at ?? '$',
    cause: 'skipped item',
  });
}

/** What says which item it is: its identifier, where a name tells that. */
function keyOf(item: unknown): string {
  const named = isRecord(item)
    ? Object.entries(item).find(([name, value]) => IDENTIFIER.test(name) && typeof value !== 'object')
    : undefined;
  return JSON.stringify(named ?? item);
}

const IDENTIFIER = /(^|_)(id|key|uuid)$|[a-z](Id|Key|Uuid)$/;

export function judgeLimit({ pages }: Walk, limit: number): Judgement {
  const long = pages.find(({ items }) => items.length > limit);
  if (long) {
    return failure(long.exchange, {
      expected: `at most ${limit} items`,
      received: `${long.items.length} items`,
      at: long.at,
      cause: 'limit not kept',
    });
  }
  return { holds: true };
}

export function judgeTotal(walked: Walk): Judgement {
  const told = walked.pages.find(({ total }) => total !== undefined);
  if (told?.total === undefined) return { holds: 'nothing', reason: 'its answer tells no total' };
  if (!walked.ended) return { holds: 'nothing', reason: 'the list is longer than what is followed of it' };
  const count = itemsOf(walked).length;
  if (count === told.total) return { holds: true };
  return failure(told.exchange, {
    expected: `a total of ${count}, as the pages have it`,
    received: `${told.totalAt} ${told.total}`,
    ...(told.totalAt !== undefined && { at: told.totalAt }),
    cause: 'wrong total',
  });
}

/** The total of a list whose pages no parameter turns: a full one may be the first of many. */
export function judgeTotalOfFirst(walked: Walk, limit: number): Judgement {
  const count = itemsOf(walked).length;
  const total = walked.pages[0]?.total;
  return total !== undefined && total > count && count >= limit
    ? { holds: 'nothing', reason: 'no parameter of its request turns its pages' }
    : judgeTotal(walked);
}

function failure(
  exchange: Exchange | undefined,
  finding: { expected: string; received: string; at?: string; cause: string },
): Judgement {
  return {
    holds: false,
    ...finding,
    ...(exchange && { exchange }),
    advice: 'Give out each item once, in pages of the size that was asked for, and tell how many there are.',
  };
}
