import type { Command } from 'commander';
import type { Exit } from '../exit.js';
import { addOptions } from '../option.js';
import { OPTIONS, type ProveOptions } from '../options.js';

const EXIT_CODES = `
Exit codes:
  0    every fault is found and named, and no correct API raises an alarm
  1    a fault is missed or taken for another, a rule is proved by no fault, or a correct API raises an alarm
  2    wrong usage; nothing was run
  3    no verdict: something could not be judged
  130  interrupted`;

export function addProve(program: Command, exit: Exit): Command {
  const command = program
    .command('prove')
    .description('break the reference API in every known way and show which rule catches it');
  return addOptions(command, OPTIONS.prove)
    .addHelpText('after', EXIT_CODES)
    .action(async (options: ProveOptions) => {
      const { proveCommand } = await import('../actions/prove.js');
      exit(await proveCommand(options));
    });
}
