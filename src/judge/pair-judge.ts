import type { Finding, Verdict } from '../contract/verdict.js';
import type { UnitDisclosure } from '../masking/unit-disclosure.js';
import type { PlannedCase } from '../plan/case.js';
import type { Planned, PlannedUnit } from '../plan/planned.js';
import type { Judgement, Pair } from '../rules/rule.js';
import { asOfGateway } from './by-gateway.js';
import type { CaseResult } from './result.js';
import type { Compared, Sides } from './sides.js';
import { told } from './told.js';

type Comparison = Extract<Planned, { kind: 'comparison' }>;

/** Judges the comparisons of one operation, both environments being through with it. */
export function judgePair(
  unit: PlannedUnit,
  one: Sides | undefined,
  two: Sides | undefined,
  waives: (planned: PlannedCase, finding: Finding) => boolean,
): CaseResult[] {
  return unit.cases
    .filter((planned) => planned.kind === 'comparison')
    .map((planned) => {
      const both = one && two && { pairs: pairsOf(one, two), disclosures: [one.disclosure, two.disclosure] };
      return {
        case: planned.case,
        verdict: both ? judged(planned, unit, both, waives) : NOT_COMPARED,
        duration: 0,
        exchanges: (both?.pairs.length ?? 0) * 2,
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
  {
    pairs,
    disclosures,
  }: { readonly pairs: readonly Pair[]; readonly disclosures: readonly UnitDisclosure[] },
  waives: (planned: PlannedCase, finding: Finding) => boolean,
): Verdict {
  const text = (words: string): string => disclosures.reduce((shown, each) => each.text(shown), words);
  const notes = new Set<string>();
  let waived: Finding | undefined;
  for (const pair of pairs) {
    const judgement = rule.judge(pair, unit.view);
    if (judgement.holds === false) {
      const finding = findingOf(judgement, pair, disclosures);
      // A difference that is waived hides no other.
      if (!waives(planned, finding)) return { status: 'failed', finding, notes: [...notes] };
      waived ??= finding;
    }
    if (judgement.holds === 'unknown')
      return { status: 'errored', reason: text(judgement.reason), notes: [...notes] };
    for (const note of judgement.holds === true ? (judgement.notes ?? []) : [])
      notes.add(`${pair.sends}: ${text(note)}`);
  }
  if (waived) return { status: 'failed', finding: waived, notes: [...notes] };
  if (pairs.length === 0) return NOT_COMPARED;
  return { status: 'passed', notes: [...notes].slice(0, 20) };
}

const NOT_COMPARED: Verdict = {
  status: 'errored',
  reason: 'no case was answered in both environments',
  notes: [],
};

function findingOf(
  judgement: Extract<Judgement, { holds: false }>,
  { sides, sends }: Pair,
  disclosures: readonly UnitDisclosure[],
): Finding {
  const [exchange, counterpart] = sides.map((side, index) => disclosures[index]?.evidence(side.exchange));
  return {
    ...told(asOfGateway(judgement, ...sides.map((side) => side.exchange)), (words) =>
      disclosures.reduce((shown, each) => each.text(shown), words),
    ),
    sent: `${sends}, in both environments`,
    environments: sides.map((side) => side.exchange.environment),
    ...(exchange && { exchange }),
    ...(counterpart && { counterpart }),
  };
}
