import type { Finding, Verdict } from '../contract/verdict.js';
import type { PlannedCase } from '../plan/case.js';
import type { Planned, PlannedUnit } from '../plan/planned.js';
import type { Judgement, Pair } from '../rules/rule.js';
import type { Show } from './evidence.js';
import type { CaseResult } from './result.js';
import type { Compared, Sides } from './sides.js';

/** How findings are shown, and which are put up with. */
interface Judging {
  readonly show: Show;
  readonly waives: (planned: PlannedCase, finding: Finding) => boolean;
}

type Comparison = Extract<Planned, { kind: 'comparison' }>;

/** Judges the comparisons of one operation, both environments being through with it. */
export function judgePair(
  unit: PlannedUnit,
  one: Sides | undefined,
  two: Sides | undefined,
  judging: Judging,
): CaseResult[] {
  return unit.cases
    .filter((planned) => planned.kind === 'comparison')
    .map((planned) => {
      const pairs = one && two ? pairsOf(one, two) : [];
      return {
        case: planned.case,
        verdict: judged(planned, unit, pairs, judging),
        duration: 0,
        exchanges: pairs.length * 2,
      };
    });
}

function pairsOf(one: Sides, two: Sides): Pair[] {
  const pairs: Pair[] = [];
  for (const [name, left] of one.entries()) {
    const right: Compared | undefined = two.get(name);
    // What was answered by the rate limit was not answered to the request.
    if (!right || left.signature.status === 429 || right.signature.status === 429) continue;
    pairs.push({ name, sends: left.sends, valid: left.valid, sides: [left.signature, right.signature] });
  }
  return pairs;
}

function judged(
  { rule, case: planned }: Comparison,
  unit: PlannedUnit,
  pairs: readonly Pair[],
  { show, waives }: Judging,
): Verdict {
  const notes = new Set<string>();
  let waived: Finding | undefined;
  for (const pair of pairs) {
    const judgement = rule.judge(pair, unit.view);
    if (judgement.holds === false) {
      const finding = findingOf(judgement, pair, show);
      // A difference that is waived hides no other.
      if (!waives(planned, finding)) return { status: 'failed', finding, notes: [...notes] };
      waived ??= finding;
    }
    if (judgement.holds === 'unknown')
      return { status: 'errored', reason: show(judgement.reason), notes: [...notes] };
    for (const note of judgement.holds === true ? (judgement.notes ?? []) : [])
      notes.add(`${pair.sends}: ${show(note)}`);
  }
  if (waived) return { status: 'failed', finding: waived, notes: [...notes] };
  if (pairs.length === 0) {
    return { status: 'errored', reason: 'no case was answered in both environments', notes: [] };
  }
  return { status: 'passed', notes: [...notes].slice(0, 20) };
}

function findingOf(judgement: Extract<Judgement, { holds: false }>, pair: Pair, show: Show): Finding {
  const [one, two] = pair.sides;
  return {
    expected: judgement.expected,
    received: show(judgement.received),
    sent: `${pair.sends}, in both environments`,
    ...(judgement.at !== undefined && { at: judgement.at }),
    ...(judgement.advice !== undefined && { advice: judgement.advice }),
    environments: [one.exchange.environment, two.exchange.environment],
    exchange: one.exchange,
    counterpart: two.exchange,
    cause: judgement.cause ?? judgement.received,
  };
}
