import { importContract } from '../../import/import.js';
import { colorsFor } from '../../report/colors.js';
import { readExtraCa } from '../../settings/extra-ca.js';
import { SETTINGS } from '../../settings/table.js';
import { readValues } from '../../settings/values.js';
import { importText } from '../import-text.js';
import type { ImportOptions } from '../options.js';
import { print } from '../print.js';

/**
 * Takes a collection into the workspace.
 *
 * @returns the exit code
 * @throws ContractError, ImportFlaws: nothing was written
 */
export async function importCommand(source: string, options: ImportOptions): Promise<number> {
  const { spec, environment, partial, replace, dryRun, quiet = false, verbose = false } = options;
  const workspace = process.cwd();
  const values = await readValues(workspace, process.env);
  const extraCa = values.get(SETTINGS.extraCa.name);
  const report = await importContract({
    workspace,
    source,
    ...(spec !== undefined && { spec }),
    ...(environment && { environments: environment }),
    ...(partial && { partial }),
    ...(replace && { replace }),
    ...(dryRun && { dryRun }),
    fetching: {
      env: { ...values.file, ...process.env },
      ...(extraCa !== undefined && { extraCa: await readExtraCa(workspace, extraCa) }),
    },
  });
  const colors = colorsFor(process.stdout, options.color, process.env);
  print(`${importText(report, { colors, quiet, verbose })}\n`);
  return 0;
}
