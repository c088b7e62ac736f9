import type { Command } from 'commander';
import type { Exit } from '../exit.js';
import { addOptions } from '../option.js';
import { type MergeOptions, OPTIONS } from '../options.js';

const HELP = `
Each DIR is the --out of one \`contract-suite run --shard I/N\`. Merge in the same workspace, at the same commit.
The exit code is the one that a whole run would have ended with; 2 where a shard is missing or stands there twice.`;

export function addMerge(program: Command, exit: Exit): Command {
  const command = program
    .command('merge')
    .description('join the reports of shards into those of one run; sends nothing')
    .argument('<dir...>', 'folder of the reports of each shard');
  return addOptions(command, OPTIONS.merge)
    .addHelpText('after', HELP)
    .action(async (folders: readonly string[], options: MergeOptions) => {
      const { mergeCommand } = await import('../actions/merge.js');
      exit(await mergeCommand(folders, options));
    });
}
