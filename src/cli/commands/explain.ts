import type { Command } from 'commander';
import type { Exit } from '../exit.js';
import { addOptions } from '../option.js';
import { type ExplainOptions, OPTIONS } from '../options.js';

export function addExplain(program: Command, exit: Exit): Command {
  const command = program
    .command('explain')
    .argument('[rule]', 'a rule, or a pattern such as “request/*”')
    .description('explain a rule: its sentence, what is sent, what is accepted; without RULE, list them');
  return addOptions(command, OPTIONS.explain).action(
    async (rule: string | undefined, options: ExplainOptions) => {
      const { explainCommand } = await import('../actions/explain.js');
      exit(await explainCommand(rule, options));
    },
  );
}
