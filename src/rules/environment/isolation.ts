import type { Exchange } from '../../contract/exchange.js';
import type { Role } from '../../contract/model.js';
import { createdVariables } from '../../contract/resources.js';
import { chosenBy } from '../../contract/roles.js';
import { resourceListedBy } from '../resource/listed.js';
import type { Identifier, Judgement, Scenario, ScenarioRule, View } from '../rule.js';
import { notProbed } from '../support/carried.js';
import { showsNothing } from '../support/empty-list.js';
import { namesCredential, namesTheResource } from '../support/named-resource.js';
import { wholeList } from '../support/own-list.js';
import { holds } from '../support/pages.js';
import { read } from '../support/reading.js';
import { restsOn } from '../support/rests-on.js';
import { judgeStatus, nothingThere } from '../support/statuses.js';
import { broke, walk } from '../support/walk.js';

export const isolation: ScenarioRule = {
  id: 'environment/isolation',
  kind: 'scenario',
  documented: ['D8'],
  says: 'What was created in one environment is unknown in the other.',
  sends:
    'the valid request, with the credentials of its own environment and an identifier that the same setup created in the other one; lists, in which such an identifier must not be',
  accepts: '400, 403 or 404; of a list also an empty one, and one without it',
  plan: (view) => {
    if (!view.other) return { skip: 'only one environment is checked' };
    const listing = view.operation.role === 'list' ? listed(view) : undefined;
    const cases = [
      ...createdElsewhere(view).map((identifier) => used(view, identifier)),
      ...(listing ? [listing] : []),
    ];
    if (cases.length === 0)
      return { skip: 'the request carries no identifier that an operation of the collection creates' };
    return notProbed(view) ?? cases;
  },
};

/**
 * Identifiers in the request that an operation creates, and its test keeps; a token of the other environment is the
 * business of `authentication/*-of-other-environment`.
 */
function createdElsewhere({ contract, operation, sample }: View): Identifier[] {
  const created = createdVariables(contract);
  const chosen = chosenBy(operation);
  return sample.identifiers.filter(
    ({ variable }) => created.has(variable) && !chosen.includes(variable) && !namesCredential(variable),
  );
}

const ACTIONS: Readonly<Partial<Record<Role, string>>> = { read: 'read', update: 'change', delete: 'delete' };

function used(view: View, identifier: Identifier): Scenario {
  const { operation, other } = view;
  const { variable, place } = identifier;
  const own = namesTheResource(view, identifier);
  const action = (own && operation.role && ACTIONS[operation.role]) ?? (own ? 'use' : 'refer to');
  return {
    variation: `${action} ${variable}`,
    after: [],
    uses: [],
    needs: 'beside',
    *run(scene) {
      const elsewhere = scene.beside(variable);
      if (elsewhere === undefined)
        return { holds: 'nothing', reason: `nothing was created in ${other} to take the ${variable} of` };
      if (counted(elsewhere, scene.value(variable))) return guessable(variable);
      const exchange: Exchange = yield {
        operation,
        values: { [variable]: elsewhere },
        sends: `the valid request with the ${variable} of ${other}`,
      };
      return showsNothing(view, exchange, { ...identifier, value: elsewhere })
        ? { holds: true, notes: ['answered with an empty list'] }
        : judge(exchange, place, variable, other);
    },
  };
}

function judge(exchange: Exchange, at: string, variable: string, other: string | undefined): Judgement {
  const advice = `Keep the environments apart: look ${variable} up among what was created here.`;
  const judged = nothingThere(exchange) ?? judgeStatus(exchange, [400, 403, 404], advice);
  return judged.holds === false ? { ...judged, at, cause: `${judged.cause}, of ${other}` } : judged;
}

/**
 * Identifiers that are counted exist in both environments: that one of them is found here says nothing, and to
 * change it would change something else. Counted are short numbers, padded ones (`src_00000017`), and such as
 * differ from one of this environment in their last few characters only.
 */
function counted(elsewhere: string, own: string | undefined): boolean {
  if (elsewhere === own || /^\d{1,11}$/.test(elsewhere) || elsewhere.length < 6) return true;
  if (/0{4}/.test(elsewhere)) return true;
  const kind = /^[A-Za-z]+[_-]/.exec(elsewhere)?.[0].length ?? 0;
  const shared = [...elsewhere].findIndex((character, at) => character !== own?.[at]);
  return shared - kind >= 4 && elsewhere.length - shared <= 6;
}

const guessable = (variable: string): Judgement => ({
  holds: 'nothing',
  reason: `${variable} is counted: the same one may rightly exist in both environments`,
});

/** The list must not show what was created in the other environment. */
function listed(view: View): Scenario | undefined {
  const resource = resourceListedBy(view);
  if (!resource) return undefined;
  const { create, variable } = resource;
  return {
    variation: `list ${variable}`,
    after: [create],
    rests: restsOn(resource),
    uses: [],
    needs: 'beside',
    *run(scene) {
      const elsewhere = scene.beside(variable);
      if (elsewhere === undefined)
        return { holds: 'nothing', reason: `nothing was created in ${view.other} to look for` };
      if (counted(elsewhere, scene.value(variable))) return guessable(variable);
      const walked = yield* walk(wholeList(view, view.operation));
      if (broke(walked)) return walked;
      // Nobody sent it: wherever it stands in the answer, it was found.
      const page = walked.pages.find(({ exchange }) => holds(read(exchange)?.json, elsewhere));
      if (!page) return { holds: true };
      return {
        holds: false,
        expected: `no item with the ${variable} that was created in ${view.other}`,
        received: 'an item with it',
        at: page.at,
        exchange: page.exchange,
        advice: 'List what was created in this environment, and nothing else.',
        cause: `listed, of ${view.other}`,
      };
    },
  };
}
