import { matchesAny } from '../../contract/glob.js';
import { isRecord, jsonOf, valueAt } from '../../contract/places.js';
import type { ComparisonRule, Judgement, Pair, Signature, View } from '../rule.js';
import { notProbed } from '../support/carried.js';
import { documentedNames } from '../support/documented-names.js';
import { errorOf } from '../support/error-places.js';
import { read } from '../support/reading.js';
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
  judge: (pair, view) => differentStatus(pair) ?? differentCode(pair, view) ?? differentShape(pair, view),
};

function differentStatus({ sides: [one, two] }: Pair): Judgement | undefined {
  if (one.status === two.status) return undefined;
  return different(
    'the same status',
    pairOf(one.exchange.environment, one.status, two.exchange.environment, two.status),
    'status',
  );
}

function differentCode({ sides: [one, two] }: Pair, { contract }: View): Judgement | undefined {
  const { names } = errorOf(one.exchange, contract);
  for (const [name, at, left, right] of [
    [names.code, names.codePlace, one.code, two.code],
    [names.type, names.typePlace, one.type, two.type],
  ] as const) {
    if (left !== right) {
      return different(
        `the same ${name}`,
        pairOf(one.exchange.environment, left, two.exchange.environment, right),
        at,
      );
    }
  }
  return undefined;
}

function differentShape({ sides }: Pair, view: View): Judgement {
  const [one, two] = sides;
  const notes: string[] = [];
  const names = documentedNames(view.contract, view.operation, one.status);
  for (const place of new Set([...one.shape.keys(), ...two.shape.keys()])) {
    const [left, right] = [one.shape.get(place), two.shape.get(place)];
    if (left === right) continue;
    const told = pairOf(one.exchange.environment, left, two.exchange.environment, right);
    // Null and absent are one to a reader; a field that only one side has counts where the document shows it.
    // Items of a list may be anybody's: what they hold under names of their own is theirs.
    const optional =
      left === undefined ||
      right === undefined ||
      left === 'null' ||
      right === 'null' ||
      (place.includes('[]') && !names.has(parted(place)[0].replaceAll('[]', '')));
    const having = left === undefined ? two : right === undefined ? one : undefined;
    const shown =
      having !== undefined && (documentedPlaces(view, one.status).has(place) || isNews(view, having, place));
    if (!optional || (shown && !isOtherState(sides, place)))
      return different('the same shape of body', `${place}: ${told}`, place);
    if (left !== 'null' && right !== 'null') notes.push(`${place}: ${told}`);
  }
  return { holds: true, notes: notes.slice(0, 5) };
}

const STATE = /^(status|state|phase|stage)$|_(status|state)$|[a-z](Status|State)$/;

/** Whether a field stands in things of two states: a job that is done tells what one that still waits cannot tell. */
function isOtherState(sides: Pair['sides'], place: string): boolean {
  if (place.includes('[]')) return false;
  const holder = parted(place)[1].split('.').slice(1);
  const [left, right] = sides.map(({ exchange }) => valueAt(read(exchange)?.json, holder));
  if (!isRecord(left) || !isRecord(right)) return false;
  return Object.entries(left).some(
    ([name, state]) =>
      STATE.test(name) &&
      typeof state === 'string' &&
      typeof right[name] === 'string' &&
      right[name] !== state,
  );
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

/**
 * A field that only one environment has, and that no example and no schema knows, beside fields that they know: another
 * version of the API. Where none beside it is known either, the names may be data.
 */
function isNews({ contract, operation }: View, { status, shape }: Signature, place: string): boolean {
  const names = documentedNames(contract, operation, status);
  const [name, parent] = parted(place);
  if (place.includes('[]') || names.has(name) || shape.get(place) === 'null') return false;
  return [...shape.keys()].some((other) => {
    const [sibling, holder] = parted(other);
    return holder === parent && names.has(sibling);
  });
}

function parted(place: string): [name: string, parent: string] {
  const dot = place.lastIndexOf('.');
  return [place.slice(dot + 1), place.slice(0, Math.max(0, dot))];
}

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
