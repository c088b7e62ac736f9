import type { Exchange } from '../../contract/exchange.js';
import { isRecord, placeOf, type Step, valueAt } from '../../contract/places.js';
import { resourceOf } from '../../contract/resources.js';
import type { Judgement, ScenarioRule } from '../rule.js';
import { notProbed } from '../support/carried.js';
import { read as readAnswer } from '../support/reading.js';
import { jsonBody } from '../support/request-parts.js';
import { isJudgement, make, unlessSuccess } from '../support/resource-steps.js';
import { restsOn } from '../support/rests-on.js';
import { sameValue, valuesIn } from '../support/same-value.js';
import { placeIn } from '../support/stored.js';

export const partialUpdate: ScenarioRule = {
  id: 'resource/partial-update',
  kind: 'scenario',
  documented: ['D10'],
  says: 'What an update does not send is unchanged.',
  sends: 'a creation, its reading, the updating request, and the reading again',
  accepts: 'each value of the creation that the update did not send, as it was',
  plan: (view) => {
    const { operation, contract } = view;
    if (operation.role !== 'update') return [];
    if (operation.method === 'PUT') return { skip: 'PUT replaces the whole: what it does not send may go' };
    const resource = resourceOf(contract, operation);
    if (!resource) return { skip: 'no operation is known to create what it updates' };
    const { read, create } = resource;
    if (!read) return { skip: 'no operation is known to read what it updates' };
    return (
      notProbed(view) ?? [
        {
          after: [],
          uses: [create, read],
          rests: restsOn(resource),
          *run(scene) {
            const made = yield* make(resource, scene);
            if (isJudgement(made)) return made;
            const { values } = made;
            const before: Exchange = yield {
              operation: read,
              values,
              sends: `${read.name}, before the update`,
            };
            const updating: Exchange = yield { operation, values, sends: 'the valid request' };
            const after: Exchange = yield {
              operation: read,
              values,
              sends: `${read.name}, after the update`,
            };
            return (
              unlessSuccess(before) ??
              unlessSuccess(updating) ??
              unlessSuccess(after) ??
              judge(made.exchange, before, updating, after)
            );
          },
        },
      ]
    );
  },
};

/** What the server itself sets once and for all. */
const LASTING = /^creat(ed|ion)/i;

/**
 * Whether an update says something of a field: at its top, in an object that holds the changes, or by its name in a list
 * of changes. An update of a part of an object may replace the whole object.
 */
function speaksOf(sent: unknown, path: readonly Step[]): boolean {
  const names = path.slice(0, 2).filter((step) => typeof step === 'string');
  return Object.entries(isRecord(sent) ? sent : {}).some(([name, member]) => {
    if (name === path[0]) return true;
    if (Array.isArray(member)) return member.some((change) => namesOne(change, names));
    return isRecord(member) && names.some((inner) => Object.hasOwn(member, inner));
  });
}

/** Whether an item of a list of changes names a field: `{ field: 'name' }`, `{ path: '/name' }`. */
const namesOne = (change: unknown, names: readonly string[]): boolean =>
  isRecord(change) &&
  Object.values(change).some(
    (value) => typeof value === 'string' && value.split(/[/.]/).some((part) => names.includes(part)),
  );

/** Only what the creation sent, and what lasts, is compared: the rest is the server's own (times, versions, counts). */
function judge(created: Exchange, before: Exchange, updating: Exchange, after: Exchange): Judgement {
  const [was, is, sent] = [readAnswer(before)?.json, readAnswer(after)?.json, jsonBody(updating.request)];
  let compared = 0;
  const lasting = [...valuesIn(was)].filter(({ path }) => LASTING.test(String(path.at(-1))));
  for (const { path } of [...valuesIn(jsonBody(created.request)), ...lasting]) {
    const place = placeIn(was, path);
    if (!place || speaksOf(sent, path)) continue;
    compared += 1;
    const [old, now] = [valueAt(was, place), valueAt(is, place)];
    if (sameValue(old, now)) continue;
    return {
      holds: false,
      expected: `${placeOf(place)} unchanged: ${JSON.stringify(old)}`,
      received: now === undefined ? `no ${placeOf(place)}` : `${placeOf(place)} ${JSON.stringify(now)}`,
      at: placeOf(place),
      advice: 'Change what the update sends, and nothing else.',
      cause: `changed ${placeOf(place)}`,
    };
  }
  if (compared > 0) return { holds: true };
  return { holds: 'nothing', reason: 'the update sends everything that the reading shows of the creation' };
}
