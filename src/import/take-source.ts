import path from 'node:path';
import type { ContractError } from '../contract/errors.js';
import { placedRequests } from '../contract/items.js';
import type { JsonObject } from '../contract/json.js';
import { readEnvironmentExport } from './collection/environment.js';
import { takeCollection } from './collection/take-collection.js';
import { ImportFlaws } from './flaws.js';
import { namedEnvironment } from './settle/environments.js';
import { readFileSource } from './source/read-file.js';
import type { Source } from './source/source.js';
import type { EnvironmentExport, TakenCollection } from './taken.js';
import type { TakenV3 } from './v3/take.js';

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
  const { environmentFiles: beside = [], ...taken } = await takenFrom(source);
  const flaws: ContractError[] = [...taken.flaws];
  // Of nothing, no part can be taken in.
  const nothing = placedRequests(taken.collection).next().done === true;
  if (flaws.length > 0 && (!partial || nothing)) throw new ImportFlaws(flaws);
  const exports: EnvironmentExport[] = [];
  for (const named of environments.map(namedEnvironment)) {
    const { text } = await readFileSource(path.resolve(workspace, named.file), named.file);
    exports.push({ ...(await readEnvironmentExport(text, named.file)), ...(named.as && { as: named.as }) });
  }
  for (const file of environments.length === 0 ? beside : []) {
    const { text } = await readFileSource(file, path.basename(file));
    exports.push({ ...(await readEnvironmentExport(text, path.basename(file))), beside: true });
  }
  const notes = [...taken.notes, ...exports.flatMap((exported) => exported.notes ?? [])];
  return { ...taken, notes, flaws, exports };
}

/** A whole collection as v2.1, whatever version it is of. @throws ImportFlaws, ContractError */
export async function wholeCollection(source: Source): Promise<JsonObject> {
  const { collection, flaws } = await takenFrom(source);
  if (flaws.length > 0) throw new ImportFlaws(flaws);
  return collection;
}

async function takenFrom(source: Source): Promise<TakenCollection & Partial<TakenV3>> {
  if (source.kind === 'text') return takeCollection(source);
  const { takeV3 } = await import('./v3/take.js');
  return takeV3(source.directory);
}
