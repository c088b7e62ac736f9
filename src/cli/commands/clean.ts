import type { Command } from 'commander';
import type { Exit } from '../exit.js';
import { addOptions } from '../option.js';
import { type CleanOptions, OPTIONS } from '../options.js';

const EXIT_CODES = `
Exit codes:
  0    nothing is left of it
  2    wrong usage, settings or collection; nothing was sent
  3    something is still there`;

export function addClean(program: Command, exit: Exit): Command {
  const command = program
    .command('clean')
    .description('delete what runs created and left (leftovers.ndjson), and nothing else');
  return addOptions(command, OPTIONS.clean)
    .addHelpText('after', EXIT_CODES)
    .action(async (options: CleanOptions) => {
      const { cleanCommand } = await import('../actions/clean.js');
      exit(await cleanCommand(options));
    });
}
