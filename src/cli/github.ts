import { appendFile, stat } from 'node:fs/promises';
import type { RunResult } from '../judge/result.js';
import { annotations, escapedData, stepSummary } from '../report/github.js';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * On GitHub Actions, puts the problems beside the workflow run and the summary on its page. A shard says nothing:
 * the merge speaks for all of them.
 */
export async function tellGithub(
  result: RunResult,
  stream: Pick<NodeJS.WriteStream, 'write'>,
  env: Environment,
): Promise<void> {
  if (env['GITHUB_ACTIONS'] !== 'true' || result.shard) return;
  stream.write(annotations(result));
  const file = env['GITHUB_STEP_SUMMARY'];
  if (!file) return;
  try {
    const used = await stat(file).then(
      ({ size }) => size,
      () => 0,
    );
    await appendFile(file, stepSummary(result, used));
  } catch (error) {
    // The verdict stands without it.
    const why = error instanceof Error ? error.message : String(error);
    stream.write(
      `::warning title=contract-suite::The step summary could not be written (${escapedData(why)})\n`,
    );
  }
}
