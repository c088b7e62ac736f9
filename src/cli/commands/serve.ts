import type { Command } from 'commander';
import type { Exit } from '../exit.js';
import { addOptions } from '../option.js';
import { OPTIONS, type ServeOptions } from '../options.js';

export function addServe(program: Command, exit: Exit): Command {
  const command = program
    .command('serve')
    .description('start the embedded reference API and print how to reach it; runs until interrupted');
  return addOptions(command, OPTIONS.serve).action(async (options: ServeOptions) => {
    const { serveCommand } = await import('../actions/serve.js');
    exit(await serveCommand(options));
  });
}
