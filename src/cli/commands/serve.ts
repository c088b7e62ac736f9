import type { Command } from 'commander';
import type { ServeCommandOptions } from '../actions/serve.js';
import type { Exit } from '../exit.js';
import { repeated } from '../parsers.js';

export function addServe(program: Command, exit: Exit): Command {
  return program
    .command('serve')
    .description('start the embedded reference API and print how to reach it; runs until interrupted')
    .option('--fault <name>', 'break it in this way; repeatable', repeated)
    .option('--verbose', 'print everything')
    .action(async (options: ServeCommandOptions) => {
      const { serveCommand } = await import('../actions/serve.js');
      exit(await serveCommand(options));
    });
}
