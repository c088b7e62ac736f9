import type { Exchange } from '../../contract/exchange.js';
import type { Resource } from '../../contract/resources.js';
import type { Judgement, Scenario, ScenarioRule, Scene, Step, View } from '../rule.js';
import { notProbed } from '../support/carried.js';
import { does, type Parameter, withParameter } from '../support/list-parameters.js';
import { type WholeList, wholeList } from '../support/own-list.js';
import { holds, type Page, pageOf } from '../support/pages.js';
import { isJudgement, make } from '../support/resource-steps.js';
import { restsOn } from '../support/rests-on.js';
import { judgeStatus, received } from '../support/statuses.js';
import { broke, itemsOf, type Walk, walk } from '../support/walk.js';
import { resourceListedBy } from './listed.js';

/** Items on a page; few, so that a handful of things make several pages. */
const LIMIT = 2;
/** Things that are created, so that there are two pages at least. */
const CREATED = 3;
/** Empty pages in a row after which a list counts as one that does not end. */
const EMPTY = 5;

export const pagination: ScenarioRule = {
  id: 'resource/pagination',
  kind: 'scenario',
  documented: ['D10'],
  says: 'Following the pages of a list ends, repeats nothing and skips nothing; a limit is kept, a total is right, and a cursor that was never given out is refused.',
  sends: `${CREATED} creations, then the list with a limit of ${LIMIT}, page by page; the list with a made-up cursor`,
  accepts:
    'each thing once, no page above the limit, a total as the pages have it; 400 for the made-up cursor',
  plan: (view) => {
    if (view.operation.role !== 'list') return [];
    const list = wholeList(view, view.operation);
    const limit = list.parameters.find(does('limit'));
    const cursor = list.parameters.find(does('cursor'));
    const paged = cursor ?? list.parameters.find(does('page'));
    if (!limit && !paged) return { skip: 'no parameter of its request limits it or turns its pages' };
    const resource = view.writes ? resourceListedBy(view) : undefined;
    const made = resource !== undefined;
    const walking = (variation: string, judge: (walked: Walk, made: readonly string[]) => Judgement) =>
      scenario(variation, limited(list, limit, made), resource, judge);
    return (
      notProbed(view) ?? [
        ...(paged ? [walking('pages', judgePages)] : []),
        ...(limit ? [walking('limit', (walked) => judgeLimit(walked, smallest(limit, made)))] : []),
        walking('total', judgeTotal),
        ...(cursor ? [unknownCursor(view, cursor)] : []),
      ]
    );
  },
};

/** What is there already may be two things only: then each is a page. */
const smallest = ({ schema }: Parameter, made: boolean): number => {
  const minimum = schema?.['minimum'];
  return Math.max(made ? LIMIT : 1, typeof minimum === 'number' ? minimum : 0);
};

const limited = (list: WholeList, limit: Parameter | undefined, made: boolean): WholeList => ({
  ...list,
  change: (request) => {
    const whole = list.change?.(request) ?? request;
    return limit ? withParameter(whole, limit, smallest(limit, made)) : whole;
  },
  sends: limit ? `${list.operation.name} with ${limit.name} ${smallest(limit, made)}` : list.sends,
});

function scenario(
  variation: string,
  list: WholeList,
  resource: Resource | undefined,
  judge: (walked: Walk, made: readonly string[]) => Judgement,
): Scenario {
  return {
    variation,
    after: [],
    uses: resource ? [resource.create] : [],
    needs: 'alone',
    ...(resource && { rests: restsOn(resource) }),
    *run(scene) {
      const made = yield* several(resource, scene);
      for (let attempt = 1; ; attempt++) {
        const walked = yield* walk(list);
        if (broke(walked)) return walked;
        const judged = judge(walked, made);
        if (judged.holds !== false) return judged;
        // Other people write too: what is wrong counts where the list stood still meanwhile.
        const now = yield* firstPage(list);
        if (!changed(walked, now)) return judged;
        if (attempt === ATTEMPTS)
          return { holds: 'nothing', reason: 'the list changes while it is read: somebody else writes' };
      }
    },
  };
}

/** Walks over a list that changes meanwhile. */
const ATTEMPTS = 3;

function* firstPage(list: WholeList): Generator<Step, Page | undefined, Exchange> {
  const exchange: Exchange = yield {
    operation: list.operation,
    ...(list.change && { change: list.change }),
    sends: `${list.sends}, once more`,
  };
  return pageOf(exchange);
}

/** Whether the first page or the total is another one than before. */
function changed({ pages }: Walk, now: Page | undefined): boolean {
  const [was] = pages;
  if (!was || !now) return true;
  return was.total !== now.total || JSON.stringify(was.items) !== JSON.stringify(now.items);
}

function* several(resource: Resource | undefined, scene: Scene): Generator<Step, string[], Exchange> {
  const made: string[] = [];
  for (let count = 0; resource && count < CREATED; count++) {
    const one = yield* make(resource, scene);
    if (isJudgement(one)) break;
    made.push(one.identifier);
  }
  return made;
}

function judgePages(walked: Walk, made: readonly string[]): Judgement {
  const { pages, ended } = walked;
  if (pages.length === 1 && ended)
    return made.length > LIMIT
      ? lost(walked, made)
      : { holds: 'nothing', reason: 'the list has one page only' };
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

function judgeLimit({ pages }: Walk, limit: number): Judgement {
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

function judgeTotal(walked: Walk): Judgement {
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

const unknownCursor = ({ operation, contract }: View, cursor: Parameter): Scenario => ({
  variation: 'unknown cursor',
  after: [],
  uses: [],
  needs: 'shared',
  *run() {
    const exchange: Exchange = yield {
      operation,
      change: (request) => withParameter(request, cursor, 'never-given-out'),
      sends: `the valid request with a ${cursor.name} that was never given out`,
    };
    const codes = [...(contract.catalog?.codes.values() ?? [])].filter(({ causes }) =>
      causes.includes('cursor'),
    );
    const accepted = [400, ...codes.flatMap(({ statuses }) => statuses).filter((status) => status < 500)];
    const judged = judgeStatus(exchange, accepted, 'Refuse a cursor that was never given out.');
    return judged.holds === false ? { ...judged, at: cursor.name } : judged;
  },
});
