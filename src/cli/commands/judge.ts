import type { Command } from 'commander';
import type { Exit } from '../exit.js';
import { addOptions } from '../option.js';
import { type JudgeOptions, OPTIONS } from '../options.js';

export function addJudge(program: Command, exit: Exit): Command {
  const command = program
    .command('judge')
    .argument('<record>', 'the record.ndjson.gz of a run')
    .description('judge a recorded run by the rules, schemas and contract.yaml of today; sends nothing');
  return addOptions(command, OPTIONS.judge).action(async (record: string, options: JudgeOptions) => {
    const { judgeCommand } = await import('../actions/judge.js');
    exit(await judgeCommand(record, options));
  });
}
