import { type Exchange, isSuccessful } from '../../contract/exchange.js';
import type { Contract } from '../../contract/model.js';
import { type Resource, resourceOf, resourcesOf } from '../../contract/resources.js';
import { coversStatus, isSuccess, type StatusSet } from '../../contract/statuses.js';
import type { Judgement, ScenarioRule } from '../rule.js';
import { notProbed } from '../support/carried.js';
import { wholeList } from '../support/own-list.js';
import { holds } from '../support/pages.js';
import { isJudgement, make, unlessSuccess } from '../support/resource-steps.js';
import { restsOn } from '../support/rests-on.js';
import { oneOf, received, saysNothingIsThere } from '../support/statuses.js';
import { unknownStatuses } from '../support/unknown-statuses.js';
import { broke, walkUntil } from '../support/walk.js';

/** The cause of what is gone though another one was deleted. */
export const DELETED_WITH_ANOTHER = 'deleted with another';

export const deleted: ScenarioRule = {
  id: 'resource/deleted',
  kind: 'scenario',
  documented: ['D10'],
  says: 'What was deleted is not found and not listed, and what else was created is still there.',
  sends: 'two creations, the deletion of the first, and then the reading of both and the list',
  accepts: '404 for what was deleted, a success for the other, and a list without what was deleted',
  plan: (view) => {
    const { operation, contract } = view;
    if (operation.role !== 'delete') return [];
    const resource = resourceOf(contract, operation);
    if (!resource) return { skip: 'no operation is known to create what it deletes' };
    const { create, read, list } = resource;
    const parents = parentsOf(contract, resource);
    if (!read && !list) return { skip: 'no operation is known to read or list what it deletes' };
    return (
      notProbed(view) ?? [
        {
          after: [],
          uses: [
            create,
            ...(read ? [read] : []),
            ...(list ? [list] : []),
            ...parents.flatMap((parent) => parent.read ?? []),
          ],
          rests: restsOn(resource),
          *run(scene) {
            const first = yield* make(resource, scene);
            if (isJudgement(first)) return first;
            const second = yield* make(resource, scene);
            const deleting: Exchange = yield { operation, values: first.values, sends: 'the valid request' };
            const failed = unlessSuccess(deleting);
            if (failed) return failed;
            if (read) {
              const gone: Exchange = yield {
                operation: read,
                values: first.values,
                sends: `${read.name}, for what was deleted`,
              };
              const judged = notFound(gone, unknownStatuses(view) ?? ['4xx']);
              if (judged.holds !== true) return judged;
              if (!isJudgement(second)) {
                const left: Exchange = yield {
                  operation: read,
                  values: second.values,
                  sends: `${read.name}, for what was not deleted`,
                };
                const kept = stillThere(left);
                if (kept.holds !== true) return kept;
              }
            }
            for (const parent of parents) {
              if (!parent.read) continue;
              const left: Exchange = yield {
                operation: parent.read,
                sends: `${parent.read.name}, for what the deleted one referred to`,
              };
              const kept = stillThere(left);
              if (kept.holds === false) return kept;
            }
            if (!list) return { holds: true };
            const listed = (items: readonly unknown[]) => items.some((item) => holds(item, first.identifier));
            const walked = yield* walkUntil(wholeList(view, list), (items) => !listed(items));
            if (broke(walked)) return read ? { holds: true } : walked;
            const page = walked.pages.find(({ items }) => listed(items));
            if (!page) return { holds: true };
            return {
              holds: false,
              expected: `no item with ${resource.variable} ${first.identifier}, which was deleted`,
              received: 'an item with it',
              at: page.at,
              exchange: page.exchange,
              advice: 'List nothing that was deleted.',
              cause: 'deleted and listed',
            };
          },
        },
      ]
    );
  },
};

/** Kinds that the creation refers to, which their own operation creates and another one reads. */
function parentsOf(contract: Contract, { create, variable }: Resource): Resource[] {
  return resourcesOf(contract).filter(
    (other) => other.variable !== variable && create.templateVariables.includes(other.variable),
  );
}

function notFound(exchange: Exchange, accepted: StatusSet): Judgement {
  const { outcome } = exchange;
  if (outcome.kind === 'none' || outcome.status === 429 || outcome.status === 503)
    return { holds: 'unknown', reason: `what was deleted could not be read: ${received(exchange)}` };
  const told = outcome.graphql === 'errors' || saysNothingIsThere(exchange);
  if (told || coversStatus(accepted, outcome.status)) return { holds: true };
  return {
    holds: false,
    expected: `status ${oneOf(accepted)} for what was deleted`,
    received: received(exchange),
    exchange,
    advice: 'Answer 404 once the resource is deleted.',
    cause: isSuccess(outcome.status) ? 'deleted and found' : received(exchange),
  };
}

function stillThere(exchange: Exchange): Judgement {
  const { outcome } = exchange;
  const gone = (outcome.kind === 'answer' && outcome.status === 404) || saysNothingIsThere(exchange);
  if (isSuccessful(outcome) && !gone) return { holds: true };
  if (!gone)
    return { holds: 'unknown', reason: `what was not deleted could not be read: ${received(exchange)}` };
  return {
    holds: false,
    expected: 'what was not deleted, still there',
    received: received(exchange),
    exchange,
    advice: 'Delete what the request names, and nothing else.',
    cause: DELETED_WITH_ANOTHER,
  };
}
