import path from 'node:path';
import { DEFAULT_CONFIG } from '../contract/config.js';
import type { ContractError } from '../contract/errors.js';
import { WorkspaceFiles } from '../contract/files.js';
import type { JsonObject } from '../contract/json.js';
import { operationsIn } from '../contract/load.js';
import type { Operation } from '../contract/model.js';
import { dataRowNotes } from './data-row-notes.js';
import { inferred } from './infer/inferred.js';
import { type Inventory, inventoryOf } from './inventory.js';
import { limitNotes } from './limits/limits.js';
import type { Described } from './openapi/schemas-of.js';
import type { OperationChanges } from './operation-changes.js';
import { scriptHostNotes } from './script-hosts.js';
import { settle } from './settle/settle.js';
import { readSource } from './source/read-source.js';
import type { SourceOptions } from './source/source.js';
import { takeSource } from './take-source.js';
import type { ImportNote } from './taken.js';
import type { ToDo } from './to-do.js';
import type { FileChange } from './workspace/draft-files.js';
import { toWorkspace, variablesOf } from './workspace/to-workspace.js';

export interface ImportOptions {
  /** Absolute path of the folder that gets `collections/` and `schemas/`. */
  readonly workspace: string;
  /** File, directory, URL, or uid of a collection. */
  readonly source: string;
  /** An OpenAPI document. */
  readonly spec?: string;
  /** Exported environments: files, or `sandbox=FILE`. */
  readonly environments?: readonly string[];
  /** Takes in what can be read where other parts cannot. */
  readonly partial?: boolean;
  /** Sets the files of another collection aside. */
  readonly replace?: boolean;
  /** Writes nothing. */
  readonly dryRun?: boolean;
  /** How a source is fetched. */
  readonly fetching: Omit<SourceOptions, 'cwd'>;
}

/** What came of an import. */
export interface ImportReport {
  /** File, directory or URL. */
  readonly place: string;
  readonly collection: JsonObject;
  /** What is kept, and what the source held: the two are the same. */
  readonly inventory: Inventory;
  readonly schemas: { readonly documented: number; readonly shown: number };
  readonly notes: readonly ImportNote[];
  /** Requests that the document does not know, and endpoints of it that the collection lacks. */
  readonly unmatched: { readonly operations: readonly string[]; readonly endpoints: readonly string[] };
  /** Parts that could not be read and are missing; only with `partial`. */
  readonly flaws: readonly ContractError[];
  readonly files: readonly FileChange[];
  readonly operations: OperationChanges;
  readonly written: boolean;
  /** What is left to people. */
  readonly toDo: ToDo;
}

/**
 * Takes a collection, and what describes it, into a workspace: all of its files or none. Nothing of it is run.
 *
 * @throws ImportFlaws, ContractError: nothing was written
 */
export async function importContract(options: ImportOptions): Promise<ImportReport> {
  const { workspace, partial = false } = options;
  const files = new WorkspaceFiles(workspace);
  const source = await readSource(options.source, { cwd: workspace, ...options.fetching });
  const taken = await takeSource(source, options.environments ?? [], workspace, partial);
  const limits = limitNotes(taken.collection, taken.exports);
  const settled = settle(taken.collection, taken.exports);
  const environments = variablesOf(settled);
  const operations = operationsIn(settled.collection, DEFAULT_CONFIG, environments);
  const documented = options.spec ? await schemasIn(options.spec, workspace, operations) : undefined;
  const shown = await inferred(operations);
  const put = await toWorkspace(files, {
    settled,
    operations,
    environments,
    documented,
    shown,
    source: source.kind === 'text' ? files.place(options.source) : undefined,
    replace: options.replace ?? false,
    dryRun: options.dryRun ?? false,
  });
  return {
    place: source.place,
    collection: settled.collection,
    inventory: inventoryOf(settled.collection),
    schemas: { documented: documented?.schemas.length ?? 0, shown: shown.schemas.length },
    notes: [
      ...taken.notes,
      ...limits,
      ...settled.notes,
      ...shown.notes,
      ...put.notes,
      ...dataRowNotes(settled.collection, environments, operations),
      ...scriptHostNotes(settled, environments, operations),
      // The most of them, one for each saved example that contradicts the document: last.
      ...(documented?.notes ?? []),
    ],
    unmatched: documented?.unmatched ?? { operations: [], endpoints: [] },
    flaws: taken.flaws,
    files: put.files,
    operations: put.operations,
    written: put.written,
    toDo: put.toDo,
  };
}

async function schemasIn(
  spec: string,
  workspace: string,
  operations: readonly Operation[],
): Promise<Described> {
  const [{ readSpec }, { schemasOf }] = await Promise.all([
    import('./openapi/read-spec.js'),
    import('./openapi/schemas-of.js'),
  ]);
  return schemasOf(await readSpec(path.resolve(workspace, spec), spec), operations);
}
