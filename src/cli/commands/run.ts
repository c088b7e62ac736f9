import type { Command } from 'commander';
import type { RunCommandOptions } from '../actions/run.js';
import { keepHeapSmall, optimiseLate } from '../engine.js';
import type { Exit } from '../exit.js';
import { addDemandOptions, addOutputOptions, addScopeOptions } from '../options.js';
import { repeated } from '../parsers.js';

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
    .option('--out <dir>', 'where reports go', 'reports');
  addDemandOptions(command);
  return addOutputOptions(command)
    .addHelpText('after', EXIT_CODES)
    .action(async (options: RunCommandOptions) => {
      optimiseLate();
      // The embedded API answers in small, and shares the processors with the run.
      if (!options.embedded) keepHeapSmall();
      const { runCommand } = await import('../actions/run.js');
      exit(await runCommand(options));
    });
}
