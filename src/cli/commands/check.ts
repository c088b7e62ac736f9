import type { Command } from 'commander';
import type { Exit } from '../exit.js';
import { addOptions } from '../option.js';
import { type CheckOptions, OPTIONS } from '../options.js';

export function addCheck(program: Command, exit: Exit): Command {
  const command = program
    .command('check')
    .description('validate collection, schemas and settings, and list the planned cases; sends nothing');
  return addOptions(command, OPTIONS.check).action(async (options: CheckOptions) => {
    const { checkCommand } = await import('../actions/check.js');
    exit(await checkCommand(options));
  });
}
