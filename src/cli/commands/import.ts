import type { Command } from 'commander';
import { optimiseLate } from '../engine.js';
import type { Exit } from '../exit.js';
import { addOptions } from '../option.js';
import { type ImportOptions, OPTIONS } from '../options.js';

const EXAMPLES = `
A SOURCE is a Postman collection: an exported file (v1, v2.0, v2.1), a directory (v3), a URL, or a collection uid with
POSTMAN_API_KEY in the environment or in .env.

Examples:
  npx --no contract-suite import shop.postman_collection.json
  npx --no contract-suite import postman/collections/Shop --spec openapi.yaml
  npx --no contract-suite import shop.json --environment sandbox=staging.json --environment production=live.json
  npx --no contract-suite import shop.json --dry-run

Exit codes:
  0    taken in (with --dry-run: it could be)
  2    something cannot be read or written; nothing was changed`;

export function addImport(program: Command, exit: Exit): Command {
  const command = program
    .command('import')
    .argument('<source>', 'collection: file, directory, URL or uid')
    .description('make a contract of a Postman collection, and an OpenAPI document if there is one');
  return addOptions(command, OPTIONS.import)
    .addHelpText('after', EXAMPLES)
    .action(async (source: string, options: ImportOptions) => {
      optimiseLate();
      const { importCommand } = await import('../actions/import.js');
      exit(await importCommand(source, options));
    });
}
