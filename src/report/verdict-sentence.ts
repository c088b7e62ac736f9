import { type RunResult, unjudgedEnvironments } from '../judge/result.js';
import { total } from './tally.js';
import { counted, listed } from './text.js';

/** How the run ended, in one sentence. */
export function verdictSentence(result: RunResult): string {
  const { shard } = result;
  if (!shard) return sentenceOn(result);
  const part = `Shard ${shard.index} of ${shard.of}`;
  if (result.results.length === 0) return `${part} has nothing to judge: there are fewer units than shards.`;
  return `${part}: ${sentenceOn(result)}`;
}

function sentenceOn(result: RunResult): string {
  const { counts, interrupted, problems } = result;
  const where = listed(result.identity.environments.map(({ name }) => name));
  const broken = `${counted(problems.length, 'problem')} (${counted(counts.failed, 'failed case')})`;
  if (interrupted) {
    const found = counts.failed > 0 ? `${broken} so far` : 'no problem so far';
    return `Interrupted in ${where}: ${found}, ${counted(counts.errored, 'case')} not concluded.`;
  }
  if (counts.failed > 0) {
    const unjudged = counts.errored > 0 ? `; ${counted(counts.errored, 'case')} could not be judged` : '';
    return `The contract is broken in ${brokenIn(result)}: ${broken}${unjudged}.`;
  }
  const [shortfall] = result.shortfalls ?? [];
  if (shortfall !== undefined && result.exitCode === 1)
    return `The contract does not hold in ${where}: ${shortfall}.`;
  if (counts.errored > 0) {
    return `No verdict: nothing failed in ${where}, but ${counted(counts.errored, 'case')} could not be judged.`;
  }
  const unjudged = result.shard ? [] : unjudgedEnvironments(result.results);
  if (unjudged.length > 0) return `No verdict: nothing was judged in ${listed(unjudged)}.`;
  if (shortfall !== undefined) return `No verdict: ${shortfall}.`;
  return `The contract holds in ${where}: ${counted(counts.passed, 'case')} passed${leftOut(result)}.`;
}

/** Environments in which something failed. */
function brokenIn(result: RunResult): string {
  const failed = new Set(
    result.results
      .filter(({ verdict }) => verdict.status === 'failed')
      .map((entry) => entry.case.environment),
  );
  const names = result.identity.environments.map(({ name }) => name).filter((name) => failed.has(name));
  return names.length > 0 ? listed(names) : listed(result.identity.environments.map(({ name }) => name));
}

function leftOut({ counts }: RunResult): string {
  const rest = total(counts) - counts.passed;
  if (rest === 0) return '';
  const named = (['flaky', 'skipped', 'waived'] as const)
    .filter((status) => counts[status] > 0)
    .map((status) => `${counts[status].toLocaleString('en-US')} ${status}`);
  return `, ${listed(named)}`;
}
