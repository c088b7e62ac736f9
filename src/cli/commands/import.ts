import type { Command } from 'commander';
import type { ImportCommandOptions } from '../actions/import.js';
import { optimiseLate } from '../engine.js';
import type { Exit } from '../exit.js';
import { repeated } from '../parsers.js';

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
  return program
    .command('import')
    .argument('<source>', 'collection: file, directory, URL or uid')
    .description('make a contract of a Postman collection, and an OpenAPI document if there is one')
    .option('--spec <file>', 'an OpenAPI 3.0 or 3.1 document')
    .option(
      '--environment <file>',
      'an exported environment or globals, or sandbox=<file>; repeatable',
      repeated,
    )
    .option('--partial', 'take in what can be read where other parts cannot')
    .option('--replace', 'set aside the files of another collection in this workspace')
    .option('--dry-run', 'say what would be written, and write nothing')
    .option('--quiet', 'print what needs a look, and the verdict')
    .option('--verbose', 'print everything')
    .option('--no-color', 'print without colours')
    .addHelpText('after', EXAMPLES)
    .action(async (source: string, options: ImportCommandOptions) => {
      optimiseLate();
      const { importCommand } = await import('../actions/import.js');
      exit(await importCommand(source, options));
    });
}
