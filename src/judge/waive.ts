import { glob } from '../contract/glob.js';
import type { Waiver } from '../contract/model.js';
import type { ErrorPlaces } from '../contract/promises.js';
import type { Finding } from '../contract/verdict.js';
import type { PlannedCase } from '../plan/case.js';
import { fingerprintOf } from './fingerprint.js';
import type { CaseResult } from './result.js';

/** The waivers of a contract on one day. */
export class Waivers {
  readonly #matched = new Set<Waiver>();
  readonly #matchers: readonly { readonly waiver: Waiver; covers(planned: PlannedCase): boolean }[];

  /** @param today a day in UTC, as `2027-01-31` */
  constructor(
    waivers: readonly Waiver[],
    readonly today: string,
    /** Where errors say what they are. */
    readonly errors: ErrorPlaces | undefined,
  ) {
    this.#matchers = waivers.map((waiver) => ({ waiver, covers: coverOf(waiver) }));
  }

  /** Whether a failure is put up with. */
  waives(planned: PlannedCase, finding: Finding): boolean {
    return this.#of(planned, finding)?.over === false;
  }

  /** The same results: what failed carries its fingerprint, and is waived where a waiver that still holds fits. */
  applied(results: readonly CaseResult[]): CaseResult[] {
    return results.map((result) => this.#applied(result));
  }

  /** What is to be known of the waivers themselves, once they were applied. */
  notes(results: readonly CaseResult[]): string[] {
    return this.#matchers.flatMap(({ waiver, covers }) => {
      const judged = results.some((result) => JUDGED.has(result.verdict.status) && covers(result.case));
      if (this.#matched.has(waiver))
        return this.#over(waiver) ? [`${told(waiver)} ended on ${waiver.until}`] : [];
      return judged ? [`${told(waiver)} matches nothing that failed: delete it, or correct it`] : [];
    });
  }

  #applied(result: CaseResult): CaseResult {
    const { case: planned, verdict } = result;
    if (verdict.status !== 'failed' && verdict.status !== 'flaky') return result;
    const finding = { ...verdict.finding, fingerprint: fingerprintOf(planned, verdict.finding, this.errors) };
    const found = this.#of(planned, finding);
    if (!found) return { ...result, verdict: { ...verdict, finding } };
    const { waiver, over } = found;
    this.#matched.add(waiver);
    const { until, reason, owner } = waiver;
    if (!over) {
      return {
        ...result,
        verdict: { status: 'waived', until, reason, owner, finding, notes: verdict.notes },
      };
    }
    const ended = `It was waived until ${until} by ${owner}: ${reason}.`;
    const advice = finding.advice === undefined ? ended : `${ended} ${finding.advice}`;
    return { ...result, verdict: { ...verdict, finding: { ...finding, advice } } };
  }

  /** The waiver that fits a failure; one that still holds before one that is over. */
  #of(planned: PlannedCase, finding: Finding): { waiver: Waiver; over: boolean } | undefined {
    const covering = this.#matchers.filter(({ covers }) => covers(planned));
    if (covering.length === 0) return undefined;
    const fingerprint = finding.fingerprint ?? fingerprintOf(planned, finding, this.errors);
    const fitting = covering
      .map(({ waiver }) => ({ waiver, over: this.#over(waiver) }))
      .filter(({ waiver }) => waiver.fingerprint === undefined || waiver.fingerprint === fingerprint);
    return fitting.find(({ over }) => !over) ?? fitting[0];
  }

  #over = ({ until }: Waiver): boolean => until < this.today;
}

const JUDGED = new Set(['passed', 'failed', 'flaky', 'waived']);

/** Which cases a waiver is for, whatever came of them. */
export function coverOf({ rule, operation, environment }: Waiver): (planned: PlannedCase) => boolean {
  const ruleFits = glob(rule);
  const operationFits = operation === undefined ? undefined : glob(operation);
  return (planned) =>
    planned.environment === environment &&
    ruleFits(planned.rule) &&
    (planned.operation === undefined
      ? operationFits === undefined
      : (operationFits?.(planned.operation) ?? false));
}

const told = ({ place, owner, rule, operation, environment }: Waiver): string =>
  `the waiver of ${owner} (${place}: ${[rule, operation, environment].filter(Boolean).join(', ')})`;

/** A day in UTC, as `2027-01-31`. */
export const dayOf = (time: Date): string => time.toISOString().slice(0, 10);
