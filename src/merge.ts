import { ContractError } from './contract/errors.js';
import type { Exchange } from './contract/exchange.js';
import type { Contract } from './contract/model.js';
import type { Verdict } from './contract/verdict.js';
import { failedItems } from './failed-items.js';
import { joinedCodes } from './judge/codes.js';
import { conclusion } from './judge/conclude.js';
import { environmentResult } from './judge/once-verdict.js';
import { joinedRepeats } from './judge/repeats.js';
import type { CaseResult, RunResult } from './judge/result.js';
import { type ShardResult, shardsOfOne } from './judge/shards.js';
import { joinedLabels } from './labels.js';
import { Masking } from './masking/masking.js';
import { UnitDisclosure } from './masking/unit-disclosure.js';
import type { PlannedCase } from './plan/case.js';
import { plan } from './plan/plan.js';
import type { Plan } from './plan/planned.js';
import type { EnvironmentCheck, Rule } from './rules/rule.js';
import { EVERYTHING, type Settings } from './settings/settings.js';

export interface MergeOptions {
  /** The results of each shard, and where they were read. */
  readonly shards: readonly { readonly place: string; readonly result: RunResult }[];
  /** The contract that the shards were run with. */
  readonly contract: Contract;
  /** What `loadRules` gave. */
  readonly rules: readonly Rule[];
  /** Thresholds that were given. */
  readonly demands?: Settings['demands'];
}

/**
 * The result that one run would have had. What only the whole shows is judged here: causes that stand in several
 * shards, and the cases that add up an environment.
 *
 * @throws ContractError SHARDS_UNMATCHED
 */
export function merge({ shards, contract, rules, demands }: MergeOptions): RunResult {
  const parts = shardsOfOne(shards);
  const runs = parts.map(({ result }) => result);
  const [first] = runs;
  if (!first) throw new RangeError('there is at least one shard');
  sameContract(contract, first);
  const interrupted = runs.some((run) => run.interrupted);
  const cases = inOrder(parts);
  const later = new Set(runs.flatMap(({ shard }) => shard.later));
  const byId = new Map(
    cases.map((result) => {
      const { id } = result.case;
      if (!later.has(id)) return [id, result];
      return [id, interrupted ? notConcluded(result.case) : judgedLater(result.case, parts, contract, rules)];
    }),
  );
  const start = Math.min(...runs.map(({ identity }) => identity.startedAt.getTime()));
  return {
    identity: {
      ...first.identity,
      startedAt: new Date(start),
      labels: joinedLabels(runs.map(({ identity }) => identity.labels)),
    },
    duration:
      Math.max(...runs.map(({ identity, duration }) => identity.startedAt.getTime() + duration)) - start,
    interrupted,
    items: failedItems(planOf(first.identity, contract, rules), contract),
    latencies: runs.flatMap(({ latencies = [] }) => latencies),
    requests: summed(runs.map(({ requests }) => requests)),
    repeats: joinedRepeats(runs.map(({ repeats = [] }) => repeats)),
    ...conclusion(
      cases.flatMap((result) => byId.get(result.case.id) ?? []),
      notesOf(runs),
      {
        config: contract.config,
        startedAt: new Date(start),
        profile: first.identity.profile,
        ...(demands && { demands }),
        codes: joinedCodes(runs.flatMap(({ codes }) => codes ?? [])),
        interrupted,
        whole: true,
      },
    ),
  };
}

/** What every run of this contract plans: of it, only setups are asked for. */
function planOf({ environments }: RunResult['identity'], contract: Contract, rules: readonly Rule[]): Plan {
  const given = environments.map(({ data, ...environment }) => ({
    ...environment,
    ...(data && { data: { ...data, rows: Array.from({ length: data.rows }, () => ({})) } }),
    clientId: 'given',
    bearerToken: 'given',
    secrets: contract.secrets.map(({ name, setting }) => ({ name, setting, value: 'given' })),
  }));
  const settings = { environments: given, timeout: 0, retries: 0, profile: 'manual' as const };
  return plan(contract, settings, EVERYTHING, rules);
}

function sameContract({ file, hash }: Contract, { identity }: RunResult): void {
  if (identity.contract.hash === hash) return;
  throw new ContractError(
    'SHARDS_UNMATCHED',
    file,
    'it is another contract than the shards were run with',
    'Merge in the workspace, at the commit, that the shards were run in',
  );
}

/** All cases in the order of the plan. */
function inOrder(parts: readonly ShardResult[]): CaseResult[] {
  let sent = 0;
  const placed = parts.flatMap(({ result: { shard, results } }) => {
    const before = sent;
    for (const { verdict } of results) sent = Math.max(sent, before + lastId(verdict));
    return results.map(
      (result, at) =>
        [shard.positions[at] ?? 0, { ...result, verdict: renumbered(result.verdict, before) }] as const,
    );
  });
  return placed.sort(([a], [b]) => a - b).map(([, result]) => result);
}

/** Exchanges are numbered in each shard from 1; equal numbers would mean that two findings rest on one exchange. */
function renumbered(verdict: Verdict, by: number): Verdict {
  if (!('finding' in verdict)) return verdict;
  const { exchange, counterpart, trail } = verdict.finding;
  const moved = (one: Exchange): Exchange => ({ ...one, id: one.id + by });
  return {
    ...verdict,
    finding: {
      ...verdict.finding,
      ...(exchange && { exchange: moved(exchange) }),
      ...(counterpart && { counterpart: moved(counterpart) }),
      ...(trail && { trail: trail.map(moved) }),
    },
  };
}

function lastId(verdict: Verdict): number {
  if (!('finding' in verdict)) return 0;
  return Math.max(verdict.finding.exchange?.id ?? 0, verdict.finding.counterpart?.id ?? 0);
}

function judgedLater(
  planned: PlannedCase,
  parts: readonly ShardResult[],
  contract: Contract,
  rules: readonly Rule[],
): CaseResult {
  const check = checkOf(planned, rules);
  if (!check) return notConcluded(planned, `this workspace has no rule ${planned.rule}`);
  const disclosure = new UnitDisclosure(new Masking(contract).show);
  const codes = summed(parts.map(({ result }) => result.shard.codes[planned.environment] ?? {}));
  return environmentResult(planned, check, contract, new Map(Object.entries(codes)), disclosure);
}

function checkOf({ rule }: PlannedCase, rules: readonly Rule[]): EnvironmentCheck | undefined {
  const found = rules.find(({ id }) => id === rule);
  return found?.kind === 'environment' || found?.kind === 'probe' ? found.once : undefined;
}

const notConcluded = (planned: PlannedCase, reason = 'not concluded'): CaseResult => ({
  case: planned,
  verdict: { status: 'errored', reason, notes: [] },
  duration: 0,
  exchanges: 0,
});

function summed(counts: readonly Readonly<Record<string, number | undefined>>[]): Record<string, number> {
  const sums = new Map<string, number>();
  for (const [name, count = 0] of counts.flatMap((each) => Object.entries(each))) {
    sums.set(name, (sums.get(name) ?? 0) + count);
  }
  return Object.fromEntries(sums);
}

const TIMES = / \((\d+) times\)$/;

/** The same note of several shards once, with how often. */
function notesOf(runs: readonly RunResult[]): string[] {
  const times = new Map<string, number>();
  for (const note of runs.flatMap(({ notes }) => notes)) {
    const [, count = '1'] = TIMES.exec(note) ?? [];
    const text = note.replace(TIMES, '');
    times.set(text, (times.get(text) ?? 0) + Number(count));
  }
  return [...times].map(([text, count]) => (count > 1 ? `${text} (${count} times)` : text));
}
