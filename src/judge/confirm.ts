import type { EnvironmentName } from '../contract/exchange.js';
import type { Finding } from '../contract/verdict.js';
import type { PlannedCase } from '../plan/case.js';
import type { Plan, PlannedUnit, UnitPair } from '../plan/planned.js';
import type { CaseResult } from './result.js';

/** Units of one environment that are run again, however few it has. */
const FEW = 10;

export interface Again {
  /** What is to be run again; undefined where that is nothing. */
  readonly plan?: Plan;
  readonly notes: readonly string[];
}

/**
 * The part of a plan that confirms what failed: each unit with a failure, whole and in step with the other
 * environment, as at first. An environment in which most units fail is not flaky: it is not run twice.
 *
 * @param fails whether a case failed and that is not put up with
 */
export function planAgain(plan: Plan, fails: (planned: PlannedCase) => boolean): Again {
  const failing = (unit: PlannedUnit): boolean => unit.cases.some((planned) => fails(planned.case));
  const broken = new Map(
    environmentsOf(plan).map((name) => {
      const units = unitsIn(plan.pairs, name);
      const count = units.filter(failing).length;
      return [name, count > Math.max(FEW, units.length / 2) ? count : 0] as const;
    }),
  );
  const pairs = plan.pairs.filter(({ units }) =>
    units.some((unit) => failing(unit) && broken.get(unit.environment) === 0),
  );
  // A burst is too dear to be sent twice; what adds up a whole run is nothing that could be run again.
  const once = plan.once.filter(({ kind, case: planned }) => kind === 'connection' && fails(planned));
  const cases = [...pairs.flatMap(({ units }) => units.flatMap((unit) => unit.cases)), ...once].map(
    (planned) => planned.case,
  );
  const notes = [...broken].flatMap(([name, count]) =>
    count > 0 ? [`${name}: ${count} operations failed: too many to run them again to confirm it`] : [],
  );
  return { notes, ...(cases.length > 0 && { plan: { ...plan, cases, pairs, once } }) };
}

/** How a case ended whose unit was run twice: flaky where it failed once and passed once. */
export function confirmed(first: CaseResult, second: CaseResult | undefined): CaseResult {
  if (!second) return first;
  const [one, two] = [first.verdict, second.verdict];
  if (one.status === 'failed' && two.status === 'passed')
    return flaky(first, one.finding, 'it passed when its unit was run again');
  if (one.status === 'passed' && two.status === 'failed')
    return flaky(first, two.finding, 'it passed at first, and failed when its unit was run again');
  if (one.status === 'failed' && two.status !== 'failed') {
    const why = 'reason' in two ? `: ${two.reason}` : '';
    return { ...first, verdict: { ...one, notes: [...one.notes, `it could not be confirmed${why}`] } };
  }
  return first;
}

const flaky = (result: CaseResult, finding: Finding, note: string): CaseResult => ({
  ...result,
  verdict: { ...result.verdict, status: 'flaky', finding, notes: [...result.verdict.notes, note] },
});

const unitsIn = (pairs: readonly UnitPair[], name: EnvironmentName): PlannedUnit[] =>
  pairs.flatMap(({ units }) => units.filter(({ environment }) => environment === name));

const environmentsOf = ({ pairs }: Plan): EnvironmentName[] => [
  ...new Set(pairs.flatMap(({ units }) => units.map(({ environment }) => environment))),
];
