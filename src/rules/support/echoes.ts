import type { Example, Operation } from '../../contract/model.js';
import { jsonOf, leaves, placeOf, type Step } from '../../contract/places.js';
import { savedJson } from './saved-request.js';
import { successExamples } from './success.js';

/** A value of the request that is repeated in the answer. */
export interface Echo {
  readonly sent: readonly Step[];
  readonly answered: readonly Step[];
}

const known = new WeakMap<Operation, readonly Echo[]>();

/** Places of the answer that every saved success example shows to repeat a value of its request. */
export function echoes(operation: Operation): readonly Echo[] {
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
  const sent = savedJson(originalRequest ?? request);
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
