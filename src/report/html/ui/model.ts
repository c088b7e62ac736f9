import type { EvidenceData, PageData } from '../data.js';

/** The cases as numbers, ready to be filtered; -1 stands for none. */
export interface Model {
  readonly data: PageData;
  readonly size: number;
  readonly environment: Int16Array;
  readonly operation: Int32Array;
  readonly rule: Int32Array;
  readonly variation: Int32Array;
  readonly status: Int16Array;
  readonly text: Int32Array;
  readonly problem: Int32Array;
  /** The family of each rule. */
  readonly familyOf: Int16Array;
  /** What a reader has to see first comes first. */
  readonly order: Int32Array;
  readonly evidence: ReadonlyMap<number, EvidenceData>;
  readonly notes: ReadonlyMap<number, readonly number[]>;
  /** Cases of each problem, in the order of the plan. */
  readonly casesOf: readonly (readonly number[])[];
}

/** What a reader has to see first comes first. */
export const URGENT = ['failed', 'flaky', 'errored', 'waived', 'skipped', 'passed'];

export function modelOf(data: PageData): Model {
  const { cases } = data;
  const size = cases.status.length;
  const status = Int16Array.from(cases.status);
  const problem = Int32Array.from(cases.problem);
  return {
    data,
    size,
    environment: Int16Array.from(cases.environment),
    operation: Int32Array.from(cases.operation),
    rule: Int32Array.from(cases.rule),
    variation: Int32Array.from(cases.variation),
    status,
    text: Int32Array.from(cases.text),
    problem,
    familyOf: Int16Array.from(data.rules, ({ id }) => data.families.indexOf(id.split('/')[0] ?? id)),
    order: orderOf(data.statuses, status),
    evidence: new Map(data.evidence.map((each) => [each.case, each])),
    notes: new Map(cases.notes.map(([place, ...texts]) => [place, texts])),
    casesOf: casesOf(data.problems.length, problem),
  };
}

function orderOf(statuses: readonly string[], status: Int16Array): Int32Array {
  const order: number[] = [];
  for (const name of URGENT) {
    const place = statuses.indexOf(name);
    for (let each = 0; each < status.length; each += 1) if (status[each] === place) order.push(each);
  }
  return Int32Array.from(order);
}

function casesOf(problems: number, problem: Int32Array): number[][] {
  const lists: number[][] = Array.from({ length: problems }, () => []);
  for (let each = 0; each < problem.length; each += 1) lists[problem[each] ?? -1]?.push(each);
  return lists;
}

export const statusOf = ({ data, status }: Model, place: number): string =>
  data.statuses[status[place] ?? -1] ?? '';
export const environmentOf = ({ data, environment }: Model, place: number): string =>
  data.environments[environment[place] ?? -1]?.name ?? '';
export const operationOf = ({ data, operation }: Model, place: number): string | undefined =>
  data.operations[operation[place] ?? -1];
export const ruleOf = ({ data, rule }: Model, place: number): string =>
  data.rules[rule[place] ?? -1]?.id ?? '';
const variationOf = ({ data, variation }: Model, place: number): string | undefined =>
  data.variations[variation[place] ?? -1];
export const textOf = ({ data, text }: Model, place: number): string | undefined =>
  data.texts[text[place] ?? -1];

/** The rule, then what was varied. */
export function caseName(model: Model, place: number): string {
  const variation = variationOf(model, place);
  return variation === undefined ? ruleOf(model, place) : `${ruleOf(model, place)} ${variation}`;
}

/** The case's name in every run: `sandbox › Customers / Create › authentication/client-id-empty`. */
export function caseId(model: Model, place: number): string {
  const parts = [environmentOf(model, place), operationOf(model, place), caseName(model, place)];
  return parts.filter((part) => part !== undefined).join(' › ');
}

/** The place of the case of that name, or -1. */
export function caseCalled(model: Model, id: string): number {
  for (let place = 0; place < model.size; place += 1) if (caseId(model, place) === id) return place;
  return -1;
}

/** The same case in the other environment, or -1. */
export function counterpartOf({ size, environment, operation, rule, variation }: Model, of: number): number {
  for (let place = 0; place < size; place += 1) {
    const same =
      operation[place] === operation[of] && rule[place] === rule[of] && variation[place] === variation[of];
    if (same && environment[place] !== environment[of]) return place;
  }
  return -1;
}
