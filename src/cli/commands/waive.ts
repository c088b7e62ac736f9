import type { Command } from 'commander';
import type { Exit } from '../exit.js';
import { addOptions } from '../option.js';
import { OPTIONS, type WaiveOptions } from '../options.js';

const HELP = `
Each failure of the last run gets a waiver with its fingerprint: another failure in its place fails. Breaches (another
environment's data, credentials not asked for, secrets in answers, weak transport) are waived only where --rule names
them.

Examples:
  npx --no contract-suite waive --until 2027-01-31 --owner Ada --reason "known before the suite came"
  npx --no contract-suite waive --until 2027-01-31 --owner Ada --reason "ticket 7" --rule 'response/*' --dry-run
  npx --no contract-suite waive --prune

Exit codes:
  0    written, or nothing was to be written (with --dry-run: it could be)
  2    no results of a whole run of this contract, or something cannot be read or written; nothing was changed`;

export function addWaive(program: Command, exit: Exit): Command {
  const command = program
    .command('waive')
    .description(
      'put up with what failed in the last run, up to a day: waivers in contract.yaml; sends nothing',
    );
  return addOptions(command, OPTIONS.waive)
    .addHelpText('after', HELP)
    .action(async (options: WaiveOptions) => {
      const { waiveCommand } = await import('../actions/waive.js');
      exit(await waiveCommand(options));
    });
}
