import { matchesAny } from '../../contract/glob.js';
import { isRecord, jsonOf } from '../../contract/places.js';
import type { ComparisonRule, Judgement, Pair, View } from '../rule.js';
import { notProbed } from '../support/carried.js';
import { shapeOf } from '../support/shape.js';
import { successExamples } from '../support/success.js';

export const parity: ComparisonRule = {
  id: 'environment/parity',
  kind: 'comparison',
  documented: ['D8', 'D10'],
  says: 'The same case gets the same status, error_code, error_type and shape of body in both environments.',
  sends: 'nothing of its own: it compares what both environments answered to the same cases',
  accepts:
    'equal status, codes and kinds of value; values are not compared, and more or fewer optional fields are a note',
  plan: (view) => {
    if (!view.other) return { skip: 'only one environment is checked' };
    if (matchesAny(view.contract.config.differences, view.operation.name)) {
      return { skip: 'collections/contract.yaml says that the environments may differ here (differences)' };
    }
    return notProbed(view);
  },
  judge: (pair, view) => differentStatus(pair) ?? differentCode(pair) ?? differentShape(pair, view),
};

function differentStatus({ sides: [one, two] }: Pair): Judgement | undefined {
  if (one.status === two.status) return undefined;
  return different(
    'the same status',
    pairOf(one.exchange.environment, one.status, two.exchange.environment, two.status),
    'status',
  );
}

function differentCode({ sides: [one, two] }: Pair): Judgement | undefined {
  for (const [name, left, right] of [
    ['error_code', one.code, two.code],
    ['error_type', one.type, two.type],
  ] as const) {
    if (left !== right) {
      return different(
        `the same ${name}`,
        pairOf(one.exchange.environment, left, two.exchange.environment, right),
        `$.${name}`,
      );
    }
  }
  return undefined;
}

function differentShape({ sides: [one, two] }: Pair, view: View): Judgement {
  const notes: string[] = [];
  for (const place of new Set([...one.shape.keys(), ...two.shape.keys()])) {
    const [left, right] = [one.shape.get(place), two.shape.get(place)];
    if (left === right) continue;
    const told = pairOf(one.exchange.environment, left, two.exchange.environment, right);
    // Null and absent are one to a reader; a field that only one side has counts where the document shows it.
    const optional = left === undefined || right === undefined || left === 'null' || right === 'null';
    const shown =
      left === undefined || right === undefined ? documentedPlaces(view, one.status).has(place) : false;
    if (!optional || shown) return different('the same shape of body', `${place}: ${told}`, place);
    if (left !== 'null' && right !== 'null') notes.push(`${place}: ${told}`);
  }
  return { holds: true, notes: notes.slice(0, 5) };
}

function different(expected: string, received: string, at: string): Judgement {
  return {
    holds: false,
    expected: `${expected} in both environments`,
    received,
    at,
    advice:
      'Bring both environments to one version, or allow the difference in collections/contract.yaml (differences).',
    cause: `parity ${at}`,
  };
}

const pairOf = (one: string, left: unknown, two: string, right: unknown): string =>
  `${one} ${left ?? 'nothing'}, ${two} ${right ?? 'nothing'}`;

/** Places of the saved examples with that status; below a list nothing counts, since a list may be empty. */
function documentedPlaces({ operation }: View, status: number): ReadonlySet<string> {
  const places = successExamples(operation)
    .filter((example) => example.status === status)
    .map(({ body }) => jsonOf(body))
    .filter(isRecord)
    .map((json) => new Set([...shapeOf(json)].filter(([, kind]) => kind !== 'null').map(([place]) => place)));
  const [first, ...others] = places;
  return new Set(
    [...(first ?? [])].filter((place) => !place.includes('[]') && others.every((set) => set.has(place))),
  );
}
