import type { Command } from 'commander';
import type { MergeCommandOptions } from '../actions/merge.js';
import type { Exit } from '../exit.js';
import { addDemandOptions, addOutputOptions } from '../options.js';

const HELP = `
Each DIR is the --out of one \`contract-suite run --shard I/N\`. Merge in the same workspace, at the same commit.
The exit code is the one that a whole run would have ended with; 2 where a shard is missing or stands there twice.`;

export function addMerge(program: Command, exit: Exit): Command {
  const command = program
    .command('merge')
    .description('join the reports of shards into those of one run; sends nothing')
    .argument('<dir...>', 'folder of the reports of each shard')
    .option('-c, --collection <file>', 'the collection (default: the only one in collections/)')
    .option('--schemas <dir>', 'schemas and error catalogue (default: schemas/)')
    .option('--out <dir>', 'where reports go', 'reports');
  addDemandOptions(command);
  return addOutputOptions(command)
    .addHelpText('after', HELP)
    .action(async (folders: readonly string[], options: MergeCommandOptions) => {
      const { mergeCommand } = await import('../actions/merge.js');
      exit(await mergeCommand(folders, options));
    });
}
