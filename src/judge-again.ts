import type { Contract } from './contract/model.js';
import { confirmed } from './judge/confirm.js';
import type { CaseResult, RunResult } from './judge/result.js';
import { RunJudge } from './judge/run-judge.js';
import { Masking } from './masking/masking.js';
import type { PlannedCase } from './plan/case.js';
import { plan } from './plan/plan.js';
import type { Plan } from './plan/planned.js';
import type { End, Head } from './record/lines.js';
import { countMentions, readHead, readLines } from './record/read.js';
import { Replay } from './record/replay.js';
import { selectionOf } from './record/selection.js';
import type { Rule } from './rules/rule.js';
import { runResult } from './run-result.js';
import type { Selection } from './settings/settings.js';

export interface JudgeAgainOptions {
  /** A `record.ndjson.gz`. */
  readonly record: string;
  readonly contract: Contract;
  readonly rules?: readonly Rule[];
  /** In place of what was selected then. */
  readonly selection?: Partial<Selection>;
  readonly onVerdict?: (result: CaseResult) => void;
}

/**
 * Judges a recorded run by today's contract and rules; sends nothing.
 *
 * @throws ContractError RECORD_UNREADABLE, RECORD_FORMAT, and those of `plan`
 */
export async function judgeAgain(options: JudgeAgainOptions): Promise<RunResult> {
  const { record, contract } = options;
  const head = await readHead(record);
  const planned = plan(
    contract,
    head.settings,
    { ...selectionOf(head.selection), ...options.selection },
    options.rules,
  );
  const masking = new Masking(contract);
  const replay = new Replay({ head, contract, plan: planned, mentions: await countMentions(record) });
  const startedAt = new Date(head.startedAt);
  const results = new Map<PlannedCase, CaseResult>();
  const second = new Map<PlannedCase, CaseResult>();
  const judgeOf = (part: Plan, ended: Map<PlannedCase, CaseResult>): RunJudge =>
    new RunJudge({
      contract,
      plan: part,
      masking,
      startedAt,
      concluded: (result) => ended.set(result.case, toldBy(replay, result)),
    });
  const judge = judgeOf(planned, results);
  let confirming: RunJudge | undefined;
  let end: End | undefined;
  for await (const line of readLines(record)) {
    if (line.is === 'secret') masking.secrets.recall(line);
    else if (line.is === 'end') end = line;
    else if (line.is === 'again') {
      judge.finish(false);
      confirming = judgeOf({ ...planned, cases: [], once: [] }, second);
    } else replay.take(line, confirming ?? judge);
  }
  const interrupted = end?.interrupted ?? true;
  (confirming ?? judge).finish(interrupted);
  for (const [one, first] of results) {
    const result = confirmed(first, second.get(one));
    results.set(one, result);
    options.onVerdict?.(result);
  }
  const { duration = 0, requests = {}, repeats = [] } = end ?? {};
  return runResult({
    contract,
    settings: head.settings,
    plan: planned,
    faults: head.faults,
    startedAt,
    judge,
    masking,
    results,
    notes: notesOn(head, end, replay, contract),
    end: { duration, interrupted, requests, repeats },
  });
}

function toldBy(replay: Replay, result: CaseResult): CaseResult {
  if (result.case.skip !== undefined) return result;
  const reason = replay.lacks(result.case);
  return reason === undefined ? result : { ...result, verdict: { status: 'skipped', reason, notes: [] } };
}

function notesOn(head: Head, end: End | undefined, { count }: Replay, contract: Contract): string[] {
  const cut = `the record was cut off after ${count} exchanges: what comes later is not concluded`;
  return [
    ...(end?.notes ?? [cut]),
    ...(head.contract === contract.hash
      ? []
      : ['the contract is another one than at the time of the record']),
  ];
}
