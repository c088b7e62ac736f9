import type { Command } from 'commander';
import { addOutputOptions, addScopeOptions, type OutputOptions, type ScopeOptions } from '../options.js';
import { repeated, whole } from '../parsers.js';
import type { Exit } from '../program.js';

export interface RunCommandOptions extends ScopeOptions, OutputOptions {
  readonly fault?: readonly string[];
  readonly out: string;
  readonly since?: string;
  readonly minCodes?: number;
  readonly maxSkipped?: number;
}

const EXIT_CODES = `
Exit codes:
  0    the contract holds
  1    it is broken
  2    wrong usage, settings, collection or schema; nothing was sent
  3    no verdict: something could not be judged
  130  interrupted; the reports hold what was concluded

Settings come from options, the environment, .env and defaults, the earlier winning; see .env.example.`;

export function addRun(program: Command, exit: Exit): Command {
  const command = program
    .command('run')
    .description('check the API against its contract and write the reports');
  addScopeOptions(command)
    .option('--fault <name>', 'with --embedded: break it in this way; repeatable', repeated)
    .option('--out <dir>', 'where reports go', 'reports')
    .option(
      '--since <path>',
      'what is compared with: a results.json, or a folder of them (default: the last run in --out)',
    )
    .option(
      '--min-codes <percent>',
      "the contract does not hold where fewer of the error catalogue's codes are seen",
      whole('--min-codes', 0, 100),
    )
    .option(
      '--max-skipped <percent>',
      'no verdict where more of the cases are skipped (default: 50 in the profile release)',
      whole('--max-skipped', 0, 100),
    );
  return addOutputOptions(command)
    .addHelpText('after', EXIT_CODES)
    .action(async (options: RunCommandOptions) => {
      const { runCommand } = await import('../actions/run.js');
      exit(await runCommand(options));
    });
}
