import type { EvidenceData } from '../data.js';
import type { Model } from './model.js';
import { naming, type Token, tokensOf } from './query.js';

/** What a filter leaves: cases in the order of urgency, and problems that one of them belongs to. */
export interface Matches {
  readonly cases: Int32Array;
  readonly problems: readonly number[];
}

type Test = (place: number) => boolean;

/** Tokens of one field are alternatives; fields, words and exclusions must all hold. */
export function matchesOf(model: Model, query: string): Matches {
  const tests = testsOf(model, tokensOf(query));
  const cases = model.order.filter((place) => tests.every((test) => test(place)));
  const problems = new Set<number>();
  for (const place of cases) {
    const problem = model.problem[place] ?? -1;
    if (problem >= 0) problems.add(problem);
  }
  return { cases, problems: [...problems].sort((a, b) => a - b) };
}

function testsOf(model: Model, tokens: readonly Token[]): Test[] {
  const single = tokens.filter(({ field, not }) => not || field === 'text');
  const others = tokens.filter((token) => !single.includes(token));
  const fields = [...new Set(others.map(({ field }) => field))];
  return [
    ...fields.map((wanted): Test => {
      const tests = others.filter(({ field }) => field === wanted).map((token) => testOf(model, token));
      return (place) => tests.some((test) => test(place));
    }),
    ...single.map((token): Test => {
      const test = testOf(model, token);
      return token.not ? (place) => !test(place) : test;
    }),
  ];
}

function testOf(model: Model, { field, value }: Token): Test {
  const { data } = model;
  switch (field) {
    case 'status':
      return among(model.status, named(data.statuses, naming(value)));
    case 'environment':
      return among(model.environment, named(namesOf(data.environments), naming(value)));
    case 'rule':
      return among(model.rule, named(idsOf(data.rules), naming(value)));
    case 'operation':
      return among(model.operation, named(data.operations, naming(value)));
    case 'problem':
      return among(
        model.problem,
        named(idsOf(data.problems), (id) => id === value),
      );
    case 'change':
      return among(
        model.problem,
        named(
          data.problems.map(({ change = '' }) => change),
          naming(value),
        ),
      );
    case 'text':
      return textTest(model, value.toLowerCase());
  }
}

/** In names, in what was received instead, in reasons and remarks, and in the lines of what failed. */
function textTest(model: Model, word: string): Test {
  const { data } = model;
  const holds = (text: string): boolean => text.toLowerCase().includes(word);
  const texts = named(data.texts, holds);
  const tests = [
    among(model.operation, named(data.operations, holds)),
    among(model.rule, named(idsOf(data.rules), holds)),
    among(model.variation, named(data.variations, holds)),
    among(model.text, texts),
  ];
  const others = new Set([
    ...data.evidence.filter((each) => evidenceTexts(each).some(holds)).map((each) => each.case),
    ...[...model.notes]
      .filter(([, notes]) => notes.some((note) => texts[note] === 1))
      .map(([place]) => place),
  ]);
  return (place) => tests.some((test) => test(place)) || others.has(place);
}

const evidenceTexts = ({ sent, expected, received, at = '', exchanges = [] }: EvidenceData): string[] => [
  sent,
  expected,
  received,
  at,
  ...exchanges.flatMap(({ request, answer, requestId = '' }) => [
    request.start,
    request.body ?? '',
    answer?.start ?? '',
    answer?.body ?? '',
    requestId,
  ]),
];

const namesOf = (list: readonly { readonly name: string }[]): string[] => list.map(({ name }) => name);
const idsOf = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => id);
const named = (names: readonly string[], test: (name: string) => boolean): Uint8Array =>
  Uint8Array.from(names, (name) => (test(name) ? 1 : 0));
const among =
  (column: Int16Array | Int32Array, wanted: Uint8Array): Test =>
  (place) =>
    wanted[column[place] ?? -1] === 1;
