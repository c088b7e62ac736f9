import type { Exchange } from '../../contract/exchange.js';
import { type Resource, resourcesOf } from '../../contract/resources.js';
import type { ScenarioRule, View } from '../rule.js';
import { notProbed } from '../support/carried.js';
import { parameterOf } from '../support/list-parameters.js';
import { type WholeList, wholeList } from '../support/own-list.js';
import { holds } from '../support/pages.js';
import { jsonBody } from '../support/request-parts.js';
import { areNamed, identifierNames, isJudgement, type Made, make } from '../support/resource-steps.js';
import { restsOn } from '../support/rests-on.js';
import { sameValue, valuesIn } from '../support/same-value.js';
import { broke, itemsOf, type Walk, walkUntil } from '../support/walk.js';

export const listed: ScenarioRule = {
  id: 'resource/listed',
  kind: 'scenario',
  documented: ['D10'],
  says: 'What was created is in the list.',
  sends: 'a creation, and then the list, page by page',
  accepts: 'the identifier of what was created in one item of the list',
  plan: (view) => {
    if (view.operation.role !== 'list') return [];
    const resource = resourceListedBy(view);
    if (!resource) return { skip: 'no operation is known to create what it lists' };
    const list = wholeList(view, view.operation);
    return (
      notProbed(view) ?? [
        {
          after: [],
          uses: [resource.create],
          needs: 'alone',
          rests: restsOn(resource),
          *run(scene) {
            const made = yield* make(resource, scene);
            if (isJudgement(made)) return made;
            const walked = yield* walkUntil(list, (items) =>
              items.some((item) => holds(item, made.identifier)),
            );
            if (broke(walked)) return walked;
            if (itemsOf(walked).some((item) => holds(item, made.identifier))) return { holds: true };
            const unsure = doubt(resource, list, walked, made);
            if (unsure !== undefined) return { holds: 'nothing', reason: unsure };
            return {
              holds: false,
              expected: `an item with ${resource.variable} ${made.identifier}`,
              received: `${itemsOf(walked).length} items, none of them with it`,
              at: walked.pages[0]?.at ?? '$',
              advice: `List what ${resource.create.name} created.`,
              cause: 'not listed',
            };
          },
        },
      ]
    );
  },
};

export const resourceListedBy = ({ contract, operation }: View) =>
  resourcesOf(contract).find(({ list }) => list === operation);

/** Why it says nothing that what was created is in no item. */
function doubt(resource: Resource, list: WholeList, walked: Walk, made: Made): string | undefined {
  if (!walked.ended) return 'the list is longer than what is followed of it';
  if (!areNamed(itemsOf(walked), identifierNames(resource, made)))
    return `its items name no ${resource.variable} and no id`;
  return hidden(list, walked, made.exchange);
}

/** Whether the path of a creation names that as what the new thing belongs to. */
const isInPath = ({ request }: Exchange, wanted: unknown): boolean =>
  (request.target.split('?')[0] ?? '').split('/').includes(encodeURIComponent(String(wanted)));

/** Why the list may rightly leave out what was created: it asks for a value that this does not have. */
function hidden({ fixed }: WholeList, { pages }: Walk, created: Exchange): string | undefined {
  const request = pages[0]?.exchange.request;
  const sent = [...valuesIn(jsonBody(created.request))];
  for (const parameter of request ? fixed : []) {
    const wanted = request && parameterOf(request, parameter);
    const own = sent.find(({ path }) => path.at(-1) === parameter.name);
    if (parameter.given && isInPath(created, wanted)) continue;
    if (wanted !== undefined && !(own && sameValue(wanted, own.value)))
      return `the list asks for ${parameter.name}, which may leave out what was created`;
  }
  return undefined;
}
