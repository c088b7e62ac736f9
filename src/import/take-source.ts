import path from 'node:path';
import type { ContractError } from '../contract/errors.js';
import type { EnvironmentName } from '../contract/exchange.js';
import { ENVIRONMENTS } from '../contract/exchange.js';
import { readEnvironmentExport } from './collection/environment-export.js';
import { takeCollection } from './collection/take-collection.js';
import { ImportFlaws } from './flaws.js';
import { readFileSource } from './source/read-file.js';
import type { Source } from './source/source.js';
import type { EnvironmentExport, TakenCollection } from './taken.js';
import { takeV3 } from './v3/take.js';

/** A collection v2.1 with the environments that were exported beside it. */
export interface Taken extends TakenCollection {
  readonly exports: readonly EnvironmentExport[];
}

/**
 * Takes in what was read, whatever version it is of.
 *
 * @param environments files, or `sandbox=FILE`
 * @param partial whether to go on without the parts that cannot be read
 * @throws ImportFlaws, ContractError
 */
export async function takeSource(
  source: Source,
  environments: readonly string[],
  workspace: string,
  partial: boolean,
): Promise<Taken> {
  const taken = source.kind === 'directory' ? await takeV3(source.directory) : await takeCollection(source);
  const flaws: ContractError[] = [...taken.flaws];
  if (flaws.length > 0 && !partial) throw new ImportFlaws(flaws);
  const beside = 'environmentFiles' in taken && environments.length === 0 ? taken.environmentFiles : [];
  const exports: EnvironmentExport[] = [];
  for (const named of [...environments.map(said), ...beside.map(said)]) {
    const file = path.resolve(workspace, named.file);
    const { text } = await readFileSource(file, named.file);
    exports.push({ ...readEnvironmentExport(text, named.file), ...(named.as && { as: named.as }) });
  }
  return { ...taken, flaws, exports };
}

/** `sandbox=FILE` says which environment a file is for; a name alone leaves it to what is in the file. */
function said(named: string): { readonly file: string; readonly as?: EnvironmentName } {
  const as = ENVIRONMENTS.find((name) => named.startsWith(`${name}=`));
  return as ? { file: named.slice(as.length + 1), as } : { file: named };
}
