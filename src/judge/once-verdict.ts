import type { EnvironmentName } from '../contract/exchange.js';
import type { Contract } from '../contract/model.js';
import type { Verdict } from '../contract/verdict.js';
import type { UnitDisclosure } from '../masking/unit-disclosure.js';
import type { PlannedCase } from '../plan/case.js';
import type { EnvironmentCheck, Judgement } from '../rules/rule.js';
import { asOfGateway } from './by-gateway.js';
import type { CaseResult } from './result.js';
import { told } from './told.js';

/**
 * Judges what adds up a whole environment.
 *
 * @param codes how often each error code was answered in it
 */
export function environmentResult(
  planned: PlannedCase,
  check: EnvironmentCheck,
  contract: Contract,
  codes: ReadonlyMap<string, number>,
  disclosure: UnitDisclosure,
): CaseResult {
  const { environment } = planned;
  const judgement = check.judge({ contract, environment, codes });
  const exchanges = [...codes.values()].reduce((sum, count) => sum + count, 0);
  const verdict = onceVerdict(judgement, environment, { sends: 'nothing' }, disclosure);
  return { case: planned, verdict, duration: 0, exchanges };
}

/** The verdict of a case that belongs to no operation. */
export function onceVerdict(
  judgement: Judgement,
  environment: EnvironmentName,
  { sends, at }: { readonly sends: string; readonly at?: string },
  disclosure: UnitDisclosure,
): Verdict {
  const text = (words: string): string => disclosure.text(words);
  if (judgement.holds === true) return { status: 'passed', notes: (judgement.notes ?? []).map(text) };
  if (judgement.holds === 'unknown') return { status: 'errored', reason: judgement.reason, notes: [] };
  if (judgement.holds === 'nothing') return { status: 'skipped', reason: judgement.reason, notes: [] };
  const { exchange } = judgement;
  const shown = exchange && disclosure.evidence(exchange);
  return {
    status: 'failed',
    notes: [],
    finding: {
      ...(at !== undefined && { at }),
      ...told(asOfGateway(judgement, exchange), text),
      sent: sends,
      environments: [environment],
      ...(shown && { exchange: shown }),
    },
  };
}
