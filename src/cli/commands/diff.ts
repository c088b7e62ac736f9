import type { Command } from 'commander';
import type { DiffCommandOptions } from '../actions/diff.js';
import type { Exit } from '../exit.js';
import { diffFormat } from '../parsers.js';

export function addDiff(program: Command, exit: Exit): Command {
  return program
    .command('diff')
    .argument('<old>', 'a workspace, a collection, or a git revision of them: HEAD~1, a tag, main:')
    .argument('<new>', 'the same')
    .description('compare two versions of a contract: breaking, compatible, cosmetic; exit 1 on breaking')
    .option('--format <name>', 'text, json or markdown (default: text)', diffFormat)
    .option('--no-color', 'print without colours')
    .action(async (before: string, after: string, options: DiffCommandOptions) => {
      const { diffCommand } = await import('../actions/diff.js');
      exit(await diffCommand(before, after, options));
    });
}
