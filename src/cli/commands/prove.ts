import type { Command } from 'commander';
import type { ProveCommandOptions } from '../actions/prove.js';
import type { Exit } from '../exit.js';
import { repeated } from '../parsers.js';

const EXIT_CODES = `
Exit codes:
  0    every fault is found and named, and no correct API raises an alarm
  1    a fault is missed or taken for another, a rule is proved by no fault, or a correct API raises an alarm
  2    wrong usage; nothing was run
  3    no verdict: something could not be judged
  130  interrupted`;

export function addProve(program: Command, exit: Exit): Command {
  return program
    .command('prove')
    .description('break the reference API in every known way and show which rule catches it')
    .option('--list', 'list the faults, a line each, and run nothing')
    .option('--fault <name>', 'only this fault (“name@production”: in one environment); repeatable', repeated)
    .option('--sample', 'one fault of each family and a few correct APIs: the proof in seconds')
    .option('--whole', 'run all operations each time, not only some that show it and some that do not')
    .option('--quiet', 'print what went wrong, and the verdict')
    .option('--no-color', 'print without colours')
    .option('--verbose', 'print everything')
    .addHelpText('after', EXIT_CODES)
    .action(async (options: ProveCommandOptions) => {
      const { proveCommand } = await import('../actions/prove.js');
      exit(await proveCommand(options));
    });
}
