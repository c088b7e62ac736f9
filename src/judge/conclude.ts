import type { ContractConfig } from '../contract/model.js';
import { VERDICTS } from '../contract/verdict.js';
import { profileNamed } from '../settings/profiles.js';
import type { Settings } from '../settings/settings.js';
import { type CodeCoverage, percentSeen } from './codes.js';
import { problemsOf } from './problems.js';
import { type CaseResult, type Counts, type RunResult, unjudgedEnvironments } from './result.js';
import { dayOf, Waivers } from './waive.js';

/** What a run is concluded by. */
export interface Ending {
  readonly config: ContractConfig;
  readonly startedAt: Date;
  /** A profile that is not known counts as the default. */
  readonly profile: string;
  /** Thresholds that were given; they go before those of the contract and the profile. */
  readonly demands?: Settings['demands'];
  readonly codes: CodeCoverage;
  readonly interrupted: boolean;
  /** False for one part of a run: what only the whole can miss is asked of the merge. */
  readonly whole: boolean;
}

/** What a run comes to, from how its cases ended. */
export function conclusion(
  ended: readonly CaseResult[],
  notes: readonly string[],
  { config, startedAt, profile: name, demands = {}, codes, interrupted, whole }: Ending,
): Pick<RunResult, 'results' | 'problems' | 'counts' | 'notes' | 'codes' | 'shortfalls' | 'exitCode'> {
  const profile = profileNamed(name);
  const { mostSkipped = profile.mostSkipped, minCodes = config.minCodes ?? 0 } = demands;
  const waivers = new Waivers(config.waivers, dayOf(startedAt), config.promises.errors);
  const results = waivers.applied(ended);
  const counts = countsOf(results);
  const broken = [
    ...(profile.flakyFails && counts.flaky > 0 ? [flakyText(counts)] : []),
    ...(whole ? codesText(codes, minCodes) : []),
  ];
  const open = whole ? skippedText(results, counts, mostSkipped) : [];
  return {
    results,
    problems: problemsOf(results),
    counts,
    notes: [...notes, ...(whole ? waivers.notes(results) : [])],
    codes,
    shortfalls: [...broken, ...open],
    exitCode: interrupted ? 130 : exitCode(results, counts, broken, open, whole),
  };
}

function countsOf(results: readonly CaseResult[]): Counts {
  const count = (status: string): number => results.filter(({ verdict }) => verdict.status === status).length;
  const [passed, failed, flaky, errored, skipped, waived] = VERDICTS.map(count);
  return {
    passed: passed ?? 0,
    failed: failed ?? 0,
    flaky: flaky ?? 0,
    errored: errored ?? 0,
    skipped: skipped ?? 0,
    waived: waived ?? 0,
  };
}

const flakyText = ({ flaky }: Counts): string =>
  `${flaky === 1 ? '1 case is' : `${flaky} cases are`} flaky, which a release takes for failed`;

function codesText(codes: CodeCoverage, least: number): string[] {
  const percent = percentSeen(codes);
  if (least === 0 || (percent !== undefined && percent >= least)) return [];
  return percent === undefined
    ? [`${least} % of the error catalogue's codes have to be seen, and there is no catalogue`]
    : [`${percent} % of the error catalogue's codes were seen, and ${least} % have to be`];
}

function skippedText(results: readonly CaseResult[], { skipped }: Counts, most: number): string[] {
  const share = (100 * skipped) / Math.max(1, results.length);
  return share > most
    ? [`${Math.ceil(share)} % of the cases were skipped, and ${most} % may be (--writes, --max-skipped)`]
    : [];
}

/** 1 before 3: what is broken is broken, whatever else could not be judged. */
function exitCode(
  results: readonly CaseResult[],
  counts: Counts,
  broken: readonly string[],
  open: readonly string[],
  whole: boolean,
): number {
  if (counts.failed > 0 || broken.length > 0) return 1;
  if (counts.errored > 0 || open.length > 0) return 3;
  // A part of a run may hold nothing of an environment; the merge looks at all of them.
  return !whole || unjudgedEnvironments(results).length === 0 ? 0 : 3;
}
