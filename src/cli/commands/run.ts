import type { Command } from 'commander';
import { keepHeapSmall, optimiseLate } from '../engine.js';
import type { Exit } from '../exit.js';
import { addOptions } from '../option.js';
import { OPTIONS, type RunOptions } from '../options.js';

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
  return addOptions(command, OPTIONS.run)
    .addHelpText('after', EXIT_CODES)
    .action(async (options: RunOptions) => {
      optimiseLate();
      // The embedded API answers in small, and shares the processors with the run.
      if (!options.embedded) keepHeapSmall();
      const { runCommand } = await import('../actions/run.js');
      exit(await runCommand(options));
    });
}
