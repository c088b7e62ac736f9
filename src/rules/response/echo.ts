import type { Example, JsonObject, Operation } from '../../contract/model.js';
import { isRecord, jsonOf, leaves, placeOf, type Step, valueAt } from '../../contract/places.js';
import type { ObservationRule } from '../rule.js';
import { jsonBody } from '../support/changes.js';
import { read } from '../support/reading.js';
import { isSuccess } from '../support/statuses.js';
import { successExamples } from '../support/success.js';

interface Echo {
  readonly sent: readonly Step[];
  readonly answered: readonly Step[];
}

export const echo: ObservationRule = {
  id: 'response/echo',
  kind: 'observation',
  documented: ['D3'],
  says: 'What a saved example shows to be answered as it was sent is answered as it was sent.',
  sends: 'nothing of its own: it looks at the successes of the operation',
  accepts: 'at each place that the example shows to repeat a value of the request, the value of this request',
  plan: ({ operation }) =>
    echoes(operation).length > 0
      ? undefined
      : {
          skip: 'no saved success example shows a value of its request at the same-named place of its answer',
        },
  judge: ({ exchange }, { operation }) => {
    const reading = read(exchange);
    const sent = jsonBody(exchange.request);
    if (!reading || !isSuccess(reading.answer.status) || reading.json === undefined || sent === undefined)
      return undefined;
    for (const { sent: from, answered: to } of echoes(operation)) {
      const value = valueAt(sent, from);
      const answer = valueAt(reading.json, to);
      if (value === undefined || value === answer) continue;
      return {
        holds: false,
        expected: `${placeOf(to)} as it was sent: ${JSON.stringify(value)}`,
        received: answer === undefined ? `no ${placeOf(to)}` : `${placeOf(to)} ${JSON.stringify(answer)}`,
        at: placeOf(to),
        advice: 'Answer with what was stored, and store what was sent.',
        cause: `echo ${placeOf(to)}`,
      };
    }
    return { holds: true };
  },
};

const known = new WeakMap<Operation, readonly Echo[]>();

function echoes(operation: Operation): readonly Echo[] {
  const found =
    known.get(operation) ??
    commonTo(successExamples(operation).map((example) => echoesOf(example, operation)));
  known.set(operation, found);
  return found;
}

/** Places that every success example shows; one that only some of them show is chance. */
function commonTo(lists: readonly (readonly Echo[])[]): readonly Echo[] {
  const [first = [], ...others] = lists;
  const key = ({ sent, answered }: Echo): string => `${placeOf(sent)} ${placeOf(answered)}`;
  return first.filter((candidate) =>
    others.every((list) => list.some((other) => key(other) === key(candidate))),
  );
}

function echoesOf({ originalRequest, body }: Example, { request }: Operation): Echo[] {
  const sent = rawJson(originalRequest ?? request);
  const answered = [...leaves(jsonOf(body))];
  return [...leaves(sent)].flatMap(({ path, value }) => {
    // Nothing and the empty text are at many places alike; a template is no value.
    if (value === null || value === '' || (typeof value === 'string' && value.includes('{{'))) return [];
    const same = answered.find((leaf) => leaf.value === value && endsWith(leaf.path, path));
    return same ? [{ sent: path, answered: same.path }] : [];
  });
}

/** The same-named place: the same path, or the same path inside one object more. */
function endsWith(place: readonly Step[], end: readonly Step[]): boolean {
  const extra = place.length - end.length;
  return (
    (extra === 0 || (extra === 1 && typeof place[0] === 'string')) &&
    end.every((step, index) => place[index + extra] === step)
  );
}

function rawJson({ body }: JsonObject): unknown {
  const raw = isRecord(body) ? body['raw'] : undefined;
  return typeof raw === 'string' ? jsonOf(raw) : undefined;
}
