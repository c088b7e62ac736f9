import type { Command } from 'commander';
import type { JudgeCommandOptions } from '../actions/judge.js';
import type { Exit } from '../exit.js';
import { addOutputOptions } from '../options.js';
import { repeated } from '../parsers.js';

export function addJudge(program: Command, exit: Exit): Command {
  const command = program
    .command('judge')
    .argument('<record>', 'the record.ndjson.gz of a run')
    .description('judge a recorded run by the rules, schemas and contract.yaml of today; sends nothing')
    .option('-c, --collection <file>', 'the collection (default: the only one in collections/)')
    .option('--schemas <dir>', 'schemas and error catalogue (default: schemas/)')
    .option('--rule <glob>', 'only these rules; repeatable (default: those of the run)', repeated)
    .option('--operation <glob>', 'only these operations; repeatable (default: those of the run)', repeated)
    .option('--out <dir>', 'where reports go', 'reports/judged');
  return addOutputOptions(command).action(async (record: string, options: JudgeCommandOptions) => {
    const { judgeCommand } = await import('../actions/judge.js');
    exit(await judgeCommand(record, options));
  });
}
