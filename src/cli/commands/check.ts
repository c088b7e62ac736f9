import type { Command } from 'commander';
import { addOutputOptions, addScopeOptions, type OutputOptions, type ScopeOptions } from '../options.js';
import type { Exit } from '../program.js';

export interface CheckCommandOptions extends ScopeOptions, OutputOptions {}

export function addCheck(program: Command, exit: Exit): Command {
  const command = program
    .command('check')
    .description('validate collection, schemas and settings, and list the planned cases; sends nothing');
  return addOutputOptions(addScopeOptions(command)).action(async (options: CheckCommandOptions) => {
    const { checkCommand } = await import('../actions/check.js');
    exit(await checkCommand(options));
  });
}
