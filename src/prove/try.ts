import { ContractError } from '../contract/errors.js';
import type { EnvironmentName } from '../contract/exchange.js';
import type { RunResult } from '../judge/result.js';
import { faults } from '../reference-api/faults/index.js';
import { variants } from '../reference-api/variants/index.js';
import { judgeCorrect } from './alarms.js';
import { familyOf } from './family.js';
import { type Expected, judgeFault } from './fault-judge.js';
import type { Stand } from './stand.js';
import { pickFor, pickSpread } from './touched.js';
import type { Trial, TrialEnd } from './trial.js';

/** Runs one trial and judges it; what goes wrong in it is told as `unjudged`. */
export async function tryOne(stand: Stand, trial: Trial, whole: boolean): Promise<TrialEnd> {
  const startedAt = performance.now();
  try {
    const end =
      trial.kind === 'fault' ? await tryFault(stand, trial, whole) : await tryCorrect(stand, trial, whole);
    return { ...end, duration: performance.now() - startedAt };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ...unjudged(trial, reason), duration: performance.now() - startedAt };
  }
}

/** Nothing is known of the trial but why. */
export function unjudged(trial: Trial, reason: string): TrialEnd {
  const none = { rules: [], environments: [], after: 0, requests: 0, failed: 0, failedThere: 0, duration: 0 };
  return { trial, result: 'unjudged', flaws: [reason], ...none };
}

async function tryFault(stand: Stand, trial: Trial, whole: boolean): Promise<TrialEnd> {
  const { expected, touches, requests } = faultOf(trial.name);
  const contract = await stand.contractWith(requests);
  const picked = pickFor(contract, touches, whole);
  if (picked.faulty?.length === 0) {
    return unjudged(trial, `no operation of the collection is sent to ${touches?.join(', ')}`);
  }
  const family = familyOf(expected.rule);
  const chosen = {
    operations: picked.operations,
    // What belongs to no operation is asked only where it can be what is wrong: handshakes take their time.
    once: whole || family === 'transport' || family === 'rate-limit',
    optIn: family === 'rate-limit' ? [family] : [],
  };
  const ran = async (patience: 'little' | 'much'): Promise<TrialEnd> => {
    const result = await stand.run(trial, contract, chosen, patience);
    return ended(trial, result, judgeFault(expected, picked, result));
  };
  const first = await ran('little');
  // A machine that is held up for a moment makes answers late that are not.
  return first.result === 'diagnosed' ? first : { ...(await ran('much')), again: true };
}

async function tryCorrect(stand: Stand, trial: Trial, whole: boolean): Promise<TrialEnd> {
  const { touches, requests } = variants.find(({ name }) => name === trial.name) ?? {};
  const contract = await stand.contractWith(requests);
  const { operations } = pickSpread(contract, touches, whole);
  const result = await stand.run(trial, contract, { operations, once: true, optIn: [] }, 'much');
  return ended(trial, result, judgeCorrect(result));
}

function ended(
  trial: Trial,
  { requests }: RunResult,
  judged: Omit<TrialEnd, 'trial' | 'requests' | 'duration'>,
): TrialEnd {
  const sent = Object.values(requests).reduce((sum, count) => sum + count, 0);
  return { trial, ...judged, requests: sent, after: judged.after || sent, duration: 0 };
}

/** @throws ContractError FAULT_UNKNOWN */
function faultOf(named: string): {
  expected: Expected;
  touches?: readonly string[];
  requests?: readonly object[];
} {
  const [name, where] = named.split('@');
  const fault = faults.find((candidate) => candidate.name === name);
  if (!fault)
    throw new ContractError(
      'FAULT_UNKNOWN',
      named,
      'the embedded API has no such fault',
      '`npx --no contract-suite prove --list` lists them',
    );
  const only: EnvironmentName | undefined =
    where === 'sandbox' || where === 'production' ? where : fault.only;
  return {
    expected: { rule: fault.rule, ...(only && { only }) },
    ...(fault.touches && { touches: fault.touches }),
    ...(fault.requests && { requests: fault.requests }),
  };
}
