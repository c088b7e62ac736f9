import type { EnvironmentName } from '../contract/exchange.js';
import { glob, matchesAny } from '../contract/glob.js';
import type { Waiver } from '../contract/model.js';
import type { ErrorPlaces } from '../contract/promises.js';
import type { Finding } from '../contract/verdict.js';
import type { Terms, WaiverChange, WaiverEntry } from '../contract/waivers-text.js';
import { profileNamed } from '../settings/profiles.js';
import { fingerprintOf } from './fingerprint.js';
import { isBreach } from './gravity.js';
import type { CaseResult, RunResult } from './result.js';
import { coverOf, Waivers } from './waive.js';

/** Which failures are meant; an empty list means all. */
export interface WaiverFilter {
  readonly rules: readonly string[];
  readonly operations: readonly string[];
  readonly environments: readonly EnvironmentName[];
}

/** What is to be put up with. */
export interface ToWaive {
  readonly add: readonly WaiverEntry[];
  readonly renew: ReadonlyMap<number, Terms>;
  /** Failures that a waiver covers already. */
  readonly covered: number;
  /** Failures that are let be only where a rule names them. */
  readonly breaches: readonly CaseResult[];
}

/**
 * The waivers for what failed in a run and is not put up with yet. One that is over and fits gets the new terms. A case
 * that failed once and passed once counts where the run's profile takes it for failed.
 *
 * @param today a day in UTC
 */
export function toWaive(
  { results, identity }: RunResult,
  filter: WaiverFilter,
  terms: Terms,
  waivers: readonly Waiver[],
  today: string,
  errors: ErrorPlaces | undefined,
): ToWaive {
  const known = new Waivers(waivers, today, errors);
  const { flakyFails } = profileNamed(identity.profile);
  const taken = takenBy(filter);
  const add = new Map<string, WaiverEntry>();
  const renew = new Map<number, Terms>();
  const breaches: CaseResult[] = [];
  let covered = 0;
  for (const result of results) {
    const { case: planned, verdict } = result;
    if (!taken(result) || !('finding' in verdict)) continue;
    if (verdict.status === 'flaky' && !flakyFails) continue;
    // A waiver that was there at the time of the run may be gone, and one that was not may be there.
    if (known.waives(planned, verdict.finding)) {
      covered += 1;
      continue;
    }
    if (isBreach({ rule: planned.rule, finding: verdict.finding }) && !named(filter.rules, planned.rule)) {
      breaches.push(result);
      continue;
    }
    const { rule, operation, environment } = planned;
    const fingerprint = fingerprintIn(result, verdict.finding, errors);
    const over = waivers.findIndex(
      (waiver) => waiver.fingerprint === fingerprint && coverOf(waiver)(planned),
    );
    if (over >= 0) renew.set(over, terms);
    else {
      const where = { rule, ...(operation !== undefined && { operation }), environment };
      add.set(JSON.stringify([where, fingerprint]), { ...where, ...terms, fingerprint });
    }
  }
  return { add: [...add.values()], renew, covered, breaches };
}

/** Waivers of failures that are gone, and those of which a case was not judged, so that nobody knows. */
export interface ToPrune {
  readonly drop: WaiverChange['drop'];
  readonly unknown: readonly Waiver[];
}

/** The waivers with a fingerprint that matches nothing which failed, where all of their cases were judged. */
export function toPrune(
  { results }: RunResult,
  filter: WaiverFilter,
  waivers: readonly Waiver[],
  errors: ErrorPlaces | undefined,
): ToPrune {
  const drop = new Set<number>();
  const unknown: Waiver[] = [];
  const asked = results.filter(takenBy(filter));
  for (const [index, waiver] of waivers.entries()) {
    if (waiver.fingerprint === undefined) continue;
    const covers = coverOf(waiver);
    const own = asked.filter((result) => covers(result.case));
    const there = own.some(
      (result) =>
        'finding' in result.verdict &&
        fingerprintIn(result, result.verdict.finding, errors) === waiver.fingerprint,
    );
    if (there || own.length === 0) continue;
    // Which of several cases it was is not told by the fingerprint.
    if (own.every(({ verdict }) => verdict.status !== 'skipped' && verdict.status !== 'errored'))
      drop.add(index);
    else unknown.push(waiver);
  }
  return { drop, unknown };
}

const fingerprintIn = (
  { case: planned }: CaseResult,
  finding: Finding,
  errors: ErrorPlaces | undefined,
): string => finding.fingerprint ?? fingerprintOf(planned, finding, errors);

function takenBy({ rules, operations, environments }: WaiverFilter): (result: CaseResult) => boolean {
  const fits = (patterns: readonly string[], name: string | undefined): boolean =>
    patterns.length === 0 || (name !== undefined && matchesAny(patterns, name));
  return ({ case: { rule, operation, environment } }) =>
    fits(rules, rule) && fits(operations, operation) && fits(environments, environment);
}

/** Whether a pattern names a rule: with its family at least, not by a star that means all. */
const named = (patterns: readonly string[], rule: string): boolean =>
  patterns.some((pattern) => /^[^*?/]+\//.test(pattern) && glob(pattern)(rule));
