import type { Exchange, WireRequest } from '../../contract/exchange.js';
import type { Operation } from '../../contract/model.js';
import { isRecord } from '../../contract/places.js';
import type { Resource } from '../../contract/resources.js';
import type { Judgement, Scenario, ScenarioRule, Step, View } from '../rule.js';
import { notProbed } from '../support/carried.js';
import { does, type Parameter, withParameter } from '../support/list-parameters.js';
import { type WholeList, wholeList } from '../support/own-list.js';
import { jsonBody, withBody } from '../support/request-parts.js';
import { isJudgement, make } from '../support/resource-steps.js';
import { restsOn } from '../support/rests-on.js';
import { sameValue } from '../support/same-value.js';
import { enumsOf } from '../support/schema-names.js';
import { broke, itemsOf, type Walk, walk } from '../support/walk.js';
import { resourceListedBy } from './listed.js';

export const filter: ScenarioRule = {
  id: 'resource/filter',
  kind: 'scenario',
  documented: ['D10'],
  says: 'A list that was asked for one value holds only that value.',
  sends: 'creations with different values, the whole list, and then the list for each of a few values in it',
  accepts: 'only items that have that value in the field of the same name',
  plan: (view) => {
    if (view.operation.role !== 'list') return [];
    const list = wholeList(view, view.operation);
    const filters = list.parameters.filter(does('filter'));
    if (filters.length === 0) return { skip: 'no parameter of its request chooses what is listed' };
    const resource = view.writes ? resourceListedBy(view) : undefined;
    return notProbed(view) ?? filters.map((parameter) => filtered(view, list, parameter, resource));
  },
};

const filtered = (
  view: View,
  list: WholeList,
  parameter: Parameter,
  resource: Resource | undefined,
): Scenario => ({
  variation: parameter.name,
  after: [],
  uses: resource ? [resource.create] : [],
  needs: 'alone',
  ...(resource && { rests: restsOn(resource) }),
  *run(scene) {
    if (resource) {
      for (const value of differing(view, parameter, resource.create)) {
        const made = yield* make(resource, scene, {
          change: (request) => withField(request, parameter.name, value),
        });
        if (isJudgement(made)) break;
      }
    }
    const all = yield* walk(list);
    if (broke(all)) return all;
    const values = valuesOf(all, parameter.name);
    if (values.length === 0)
      return { holds: 'nothing', reason: `its items show no ${parameter.name} to ask for` };
    if (values.length === 1) return yield* askedForAnother(view, list, parameter, values[0]);
    for (const wanted of values.slice(0, TRIED)) {
      const chosen = yield* walk({
        ...list,
        change: (request) => withParameter(list.change?.(request) ?? request, parameter, wanted),
        sends: `${list.operation.name} with ${parameter.name} ${JSON.stringify(wanted)}`,
      });
      if (broke(chosen)) return chosen;
      const judged = judge(chosen, parameter, wanted);
      if (judged.holds === false && itemsOf(chosen).length === 0) {
        // It may be gone meanwhile: other people write too.
        const again = yield* walk(list);
        if (broke(again) || !valuesOf(again, parameter.name).some((value) => sameValue(value, wanted)))
          continue;
      }
      if (judged.holds !== true) return judged;
    }
    return { holds: true };
  },
});

/** All items have one value: another one, which an item may have by its schema, must find none of them. */
function* askedForAnother(
  view: View,
  list: WholeList,
  parameter: Parameter,
  only: unknown,
): Generator<Step, Judgement, Exchange> {
  const { name } = parameter;
  const wanted = ownValues(view, parameter, only).find((value) => !sameValue(value, only));
  if (wanted === undefined) return { holds: 'nothing', reason: `all its items have the same ${name}` };
  const chosen = yield* walk({
    ...list,
    change: (request) => withParameter(list.change?.(request) ?? request, parameter, wanted),
    sends: `${list.operation.name} with ${name} ${JSON.stringify(wanted)}`,
  });
  if (broke(chosen)) return chosen;
  return itemsOf(chosen).length === 0 ? { holds: true } : judge(chosen, parameter, wanted);
}

/**
 * Values that may be asked for, where the schema of the answer lets an item of that one value have each of them: a word
 * for any value (`all`) is none of them.
 */
function ownValues(
  { contract, operation }: View,
  { name, schema }: Parameter,
  only: unknown,
): readonly unknown[] {
  const asked: unknown = schema?.['enum'];
  const answer = contract.schemas.response(operation.name, 200);
  if (!Array.isArray(asked) || !answer) return [];
  const had = enumsOf(name, answer.part);
  return had.some((values) => [only, ...asked].every((value) => values.includes(value))) ? asked : [];
}

/** Values that are asked for, one after the other. */
const TRIED = 4;

/** Values for the field, where its schema lists values and the creation takes it. */
function differing({ contract }: View, { name, schema }: Parameter, create: Operation): readonly unknown[] {
  const taken = contract.schemas.request(create.name)?.schema['properties'];
  const values = schema?.['type'] === 'boolean' ? [true, false] : schema?.['enum'];
  return isRecord(taken) && Object.hasOwn(taken, name) && Array.isArray(values) ? values.slice(0, TRIED) : [];
}

function withField(request: WireRequest, name: string, value: unknown): WireRequest {
  const json = jsonBody(request);
  return isRecord(json) ? withBody(request, JSON.stringify({ ...json, [name]: value })) : request;
}

/** The different values that the items have in the field. */
function valuesOf(walked: Walk, name: string): unknown[] {
  const values: unknown[] = [];
  for (const item of itemsOf(walked)) {
    const value = isRecord(item) ? item[name] : undefined;
    const scalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    if (scalar && !values.some((other) => sameValue(value, other))) values.push(value);
  }
  return values;
}

function judge(walked: Walk, parameter: Parameter, wanted: unknown): Judgement {
  for (const { items, exchange, at } of walked.pages) {
    const other = items.find(
      (item) =>
        isRecord(item) &&
        Object.hasOwn(item, parameter.name) &&
        !chosenBy(parameter, wanted, item[parameter.name]),
    );
    if (!isRecord(other)) continue;
    return {
      holds: false,
      expected: `only items with ${parameter.name} ${JSON.stringify(wanted)}`,
      received: `an item with ${parameter.name} ${JSON.stringify(other[parameter.name])}`,
      at: `${at}[].${parameter.name}`,
      exchange,
      advice: 'List what was asked for, and nothing else.',
      cause: `filter ${parameter.name}`,
    };
  }
  if (itemsOf(walked).length > 0 || !walked.ended) return { holds: true };
  return {
    holds: false,
    expected: `the items with ${parameter.name} ${JSON.stringify(wanted)}, which the whole list has`,
    received: 'none',
    at: parameter.name,
    advice: 'List everything that has the value that was asked for.',
    cause: `filter ${parameter.name} finds nothing`,
  };
}

/** Free text may be searched in; a value out of a list, a number or a truth may not. */
function chosenBy({ schema }: Parameter, wanted: unknown, value: unknown): boolean {
  if (sameValue(wanted, value)) return true;
  if (typeof wanted !== 'string' || typeof value !== 'string' || schema?.['enum'] !== undefined) return false;
  return value.toLowerCase().includes(wanted.toLowerCase());
}
