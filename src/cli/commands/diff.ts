import type { Command } from 'commander';
import type { Exit } from '../exit.js';
import { addOptions } from '../option.js';
import { type DiffOptions, OPTIONS } from '../options.js';

export function addDiff(program: Command, exit: Exit): Command {
  const command = program
    .command('diff')
    .argument('<old>', 'a workspace, a collection, or a git revision of them: HEAD~1, a tag, main:')
    .argument('<new>', 'the same')
    .description('compare two versions of a contract: breaking, compatible, cosmetic; exit 1 on breaking');
  return addOptions(command, OPTIONS.diff).action(
    async (before: string, after: string, options: DiffOptions) => {
      const { diffCommand } = await import('../actions/diff.js');
      exit(await diffCommand(before, after, options));
    },
  );
}
