import type { Command } from 'commander';
import type { CheckCommandOptions } from '../actions/check.js';
import type { Exit } from '../exit.js';
import { addOutputOptions, addScopeOptions } from '../options.js';

export function addCheck(program: Command, exit: Exit): Command {
  const command = program
    .command('check')
    .description('validate collection, schemas and settings, and list the planned cases; sends nothing');
  return addOutputOptions(addScopeOptions(command)).action(async (options: CheckCommandOptions) => {
    const { checkCommand } = await import('../actions/check.js');
    exit(await checkCommand(options));
  });
}
