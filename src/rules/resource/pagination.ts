import type { Exchange } from '../../contract/exchange.js';
import type { Resource } from '../../contract/resources.js';
import type { Judgement, Scenario, ScenarioRule, Scene, Step, View } from '../rule.js';
import { notProbed } from '../support/carried.js';
import { judgeLimit, judgePages, judgeTotal, judgeTotalOfFirst, skippedBy } from '../support/judge-pages.js';
import { does, type Parameter, withParameter } from '../support/list-parameters.js';
import { type WholeList, wholeList } from '../support/own-list.js';
import { type Page, pageOf } from '../support/pages.js';
import { isJudgement, make } from '../support/resource-steps.js';
import { restsOn } from '../support/rests-on.js';
import { judgeStatus } from '../support/statuses.js';
import { broke, type Walk, walk } from '../support/walk.js';
import { resourceListedBy } from './listed.js';

/** Items on a page; few, so that a handful of things make several pages. */
const LIMIT = 2;
/** Things that are created, so that there are two pages at least. */
const CREATED = 3;
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
    const narrow = limited(list, limit && smallest(limit, made), limit);
    const walking = (variation: string, judge: Judge, wide = false) =>
      scenario(
        variation,
        wide ? [narrow, limited(list, limit && widest(limit), limit)] : [narrow],
        resource,
        judge,
      );
    return (
      notProbed(view) ?? [
        ...(paged ? [walking('pages', judgeAllPages, true)] : []),
        ...(limit ? [walking('limit', (walked) => judgeLimit(walked, smallest(limit, made)))] : []),
        walking(
          'total',
          limit && !paged ? (walked) => judgeTotalOfFirst(walked, smallest(limit, made)) : judgeWholeTotal,
          true,
        ),
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

/** As many as a page may hold, as far as that is known; a list of many things has fewer pages then. */
function widest({ schema }: Parameter): number | undefined {
  const maximum = schema?.['maximum'];
  return typeof maximum === 'number' ? Math.min(maximum, WIDE) : undefined;
}

/** Items on a page of a list that has more pages than are followed otherwise. */
const WIDE = 100;

const limited = (list: WholeList, size: number | undefined, limit: Parameter | undefined): WholeList => ({
  ...list,
  change: (request) => {
    const whole = list.change?.(request) ?? request;
    return limit && size !== undefined ? withParameter(whole, limit, size) : whole;
  },
  sends: limit && size !== undefined ? `${list.operation.name} with ${limit.name} ${size}` : list.sends,
});

/** Judges a walk over small pages, and one over large pages where the first did not reach the end. */
type Judge = (walked: Walk, made: readonly string[], wide?: Walk) => Judgement;

const judgeAllPages: Judge = (walked, made, wide) => {
  const judged = judgePages(walked, made);
  if (judged.holds !== true || !wide) return judged;
  return skippedBy(walked, wide) ?? judgePages(wide, made);
};

const judgeWholeTotal: Judge = (walked, _, wide) => judgeTotal(wide ?? walked);

function scenario(
  variation: string,
  [list, wider]: readonly [WholeList, WholeList?],
  resource: Resource | undefined,
  judge: Judge,
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
        const wide = wider && !walked.ended && !walked.refused ? yield* walk(wider) : undefined;
        const judged = judge(walked, made, wide && !broke(wide) ? wide : undefined);
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
  return pageOf(exchange, list.at);
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
