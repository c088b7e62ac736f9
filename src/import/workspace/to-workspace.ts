import { IMPORT_LOCK } from '../../contract/collection.js';
import { CONFIG_SCHEMA } from '../../contract/config-schema.js';
import { GLOBALS } from '../../contract/environment-files.js';
import { ENVIRONMENTS, type EnvironmentName } from '../../contract/exchange.js';
import { parseJsonFile, type WorkspaceFiles } from '../../contract/files.js';
import { isObject, type Json, type JsonObject, own } from '../../contract/json.js';
import type { CredentialNeed, EnvironmentVariables, Operation } from '../../contract/model.js';
import { secretSettingNames } from '../../contract/secret-variables.js';
import { unsetVariables } from '../../contract/unset-variables.js';
import { collectionVariables, variableValues } from '../../contract/variables.js';
import { collectionFile, collectionId } from '../collection-file.js';
import { CATALOG_FILE, catalogText, schemaTexts } from '../drafts.js';
import { jsonText } from '../json-text.js';
import type { DocumentedAnswers } from '../openapi/promised.js';
import { type OperationChanges, operationChanges } from '../operation-changes.js';
import { proposedPromises } from '../promises/promises.js';
import type { Merged } from '../propose/merge.js';
import { type Proposal, proposalOf, proposalText } from '../propose/proposal.js';
import { authSecretVariables } from '../settle/secret-requests.js';
import type { SecretDraft } from '../settle/secrets.js';
import type { Settled } from '../settle/settle.js';
import type { CodeDraft, ImportNote, SchemaDraft } from '../taken.js';
import { type ToDo, toDo } from '../to-do.js';
import { commitFiles } from './commit.js';
import { type FileChange, fileChanges, SET_ASIDE } from './draft-files.js';
import { type EnvSetting, envDraft } from './env-file.js';
import { environmentText } from './environment-file.js';
import { ignoreDraft } from './ignored.js';
import { digestOf, type ImportLock, lockText, readLock } from './lock.js';
import { otherFiles } from './other-collection.js';

/** Everything that an import found out, ready to be written. */
export interface ToWrite {
  readonly settled: Settled;
  readonly operations: readonly Operation[];
  readonly environments: EnvironmentVariables;
  readonly documented:
    | {
        readonly schemas: readonly SchemaDraft[];
        readonly codes: readonly CodeDraft[];
        readonly codesComplete: boolean;
        readonly answers: DocumentedAnswers;
        readonly credentials: ReadonlyMap<string, CredentialNeed>;
      }
    | undefined;
  readonly shown: { readonly schemas: readonly SchemaDraft[]; readonly codes: readonly CodeDraft[] };
  /** The file that is imported, relative to the workspace, where it lies there. */
  readonly source: string | undefined;
  readonly replace: boolean;
  readonly dryRun: boolean;
}

export interface Put {
  readonly files: readonly FileChange[];
  readonly operations: OperationChanges;
  readonly notes: readonly ImportNote[];
  readonly written: boolean;
  readonly toDo: ToDo;
}

const CONFIG_FILE = 'collections/contract.yaml';

/**
 * Brings a workspace up to date with an import: what a person edited stays, all the rest is written in one step.
 *
 * @throws ContractError
 */
export async function toWorkspace(files: WorkspaceFiles, found: ToWrite): Promise<Put> {
  const lock = await readLock(files);
  const file = collectionFile(found.settled.collection);
  const id = collectionId(found.settled.collection);
  const mine = [file, ...(found.source === undefined ? [] : [found.source])];
  const aside = await otherFiles(files, mine, id, lock, found.replace);
  // The export may lie where the workspace has its collection: it is no edited one then.
  const inPlace = found.source === file && !lock.files.has(file);
  const before = inPlace ? undefined : await collectionBefore(files, lock.collection ?? file);
  const drafts = managed(file, found);
  const changes = await fileChanges(files, drafts, lock, inPlace ? file : undefined);
  for (const other of aside) {
    const text = await files.read(other, 'IMPORT_UNWRITABLE');
    if (text !== undefined && !drafts.has(other)) changes.push({ file: other, fate: 'set aside', text });
  }
  const merged = await mergedFiles(files, found);
  const next: ImportLock = { collection: file, ...(id !== undefined && { id }), files: digests(drafts) };
  changes.push(...merged.changes, await replaced(files, IMPORT_LOCK, lockText(next)));
  if (!found.dryRun) write(files, changes);
  return {
    files: changes,
    operations: operationChanges(before, found.operations),
    notes: [...merged.notes, ...editedNotes(changes), ...exportNotes(found.source, file, lock)],
    written: !found.dryRun,
    toDo: merged.toDo,
  };
}

/** Files that the import writes as a whole, and leaves alone once a person has edited them. */
function managed(file: string, { settled, documented, shown }: ToWrite): Map<string, string> {
  const catalog = catalogText(
    { codes: documented?.codes ?? [], complete: documented?.codesComplete ?? true },
    shown.codes,
  );
  return new Map([
    [file, jsonText(settled.collection)],
    ['collections/contract.schema.json', jsonText(CONFIG_SCHEMA)],
    ...schemaTexts(documented?.schemas ?? [], shown.schemas),
    ...(catalog === undefined ? [] : [[CATALOG_FILE, catalog] as const]),
  ]);
}

/** Files that belong to people as much as to the import: what is there stays, what is missing is added. */
async function mergedFiles(
  files: WorkspaceFiles,
  { settled, operations, environments, documented }: ToWrite,
): Promise<{ readonly changes: FileChange[]; readonly notes: ImportNote[]; readonly toDo: ToDo }> {
  const valueless = unsetIn(settled, operations, environments);
  const keys = new Set(operations.flatMap(({ auth }) => (auth ? authSecretVariables(auth) : [])));
  const unset = valueless.filter((name) => !keys.has(name));
  // What only an auth shows to be a secret is asked for like those that the export marks.
  const asked = valueless.filter((name) => keys.has(name)).map((name) => ({ name, blank: true }));
  const secrets = [...settled.secrets, ...asked];
  const promises = proposedPromises(operations, documented?.answers);
  const needs = documented?.credentials;
  const proposed = { ...proposalOf(operations, settled.hosts, unset, secrets, needs), promises };
  const before = await files.read(CONFIG_FILE, 'CONFIG_INVALID');
  const config = await configOf(before, proposed);
  const changes = [await replaced(files, CONFIG_FILE, config.text)];
  for (const name of ENVIRONMENTS) {
    const drafted = settled.environments[name];
    const file = `collections/${name}.postman_environment.json`;
    if (drafted) changes.push(await replaced(files, file, await environmentText(files, file, drafted)));
  }
  if (settled.globals) {
    const file = `collections/${GLOBALS}`;
    changes.push(await replaced(files, file, await environmentText(files, file, settled.globals)));
  }
  const settings = [...settled.settings, ...settingsOf(asked, settled)];
  const env = envDraft(await files.read('.env', 'IMPORT_UNWRITABLE'), settings);
  if (env.text !== '') changes.push(await replaced(files, '.env', env.text));
  const ignore = env.text === '' ? undefined : await ignoreDraft(files);
  if (ignore !== undefined) changes.push(await replaced(files, '.gitignore', ignore));
  return {
    changes,
    notes: [...config.notes, ...env.kept.map(keptSetting)],
    toDo: toDo(env.text, config.text, CONFIG_FILE, before),
  };
}

/** A new `contract.yaml`, or the one that is there with what it lacks. */
async function configOf(there: string | undefined, proposed: Proposal): Promise<Merged> {
  if (there === undefined) return { text: proposalText(proposed), notes: [] };
  const { mergedProposal } = await import('../propose/merge.js');
  return mergedProposal(there, proposed);
}

/** Variables that neither the collection nor an environment gives a value to; secrets get theirs from settings. */
function unsetIn(
  settled: Settled,
  operations: readonly Operation[],
  environments: EnvironmentVariables,
): string[] {
  const secrets = new Set(settled.secrets.map(({ name }) => name));
  const unset = unsetVariables(operations, collectionVariables(settled.collection), environments);
  return [...unset.keys()].filter((name) => !secrets.has(name));
}

/** The settings that are to give secrets their values, in each environment that has a base URL. */
function settingsOf(secrets: readonly SecretDraft[], { collection, settings }: Settled): EnvSetting[] {
  const names = secretSettingNames(
    collection,
    [],
    secrets.map(({ name }) => name),
  );
  const known = ENVIRONMENTS.map((name) => name.toUpperCase()).filter((prefix) =>
    settings.some(({ name }) => name === `${prefix}_BASE_URL`),
  );
  return secrets.flatMap(({ name }) => {
    const setting = names.get(name);
    return setting === undefined ? [] : known.map((prefix) => ({ name: `${prefix}_${setting}`, value: '' }));
  });
}

const valuesIn = (environment: JsonObject | undefined): Json[] => {
  const values = environment && own(environment, 'values');
  return Array.isArray(values) ? values : [];
};

async function replaced(files: WorkspaceFiles, file: string, text: string): Promise<FileChange> {
  const there = await files.read(file, 'IMPORT_UNWRITABLE');
  if (there === text) return { file, fate: 'same' };
  return { file, fate: there === undefined ? 'new' : 'changed', text };
}

function write(files: WorkspaceFiles, changes: readonly FileChange[]): void {
  commitFiles(
    files.workspace,
    changes.flatMap(({ file, fate, text }) => {
      if (fate === 'same' || fate === 'edited') return [];
      if (fate === 'gone' || text === undefined) return [{ file }];
      if (fate === 'set aside') return [{ file: file + SET_ASIDE, text }, { file }];
      return [{ file, text, ...(file === '.env' && { mode: 0o600 }) }];
    }),
  );
}

async function collectionBefore(files: WorkspaceFiles, file: string): Promise<JsonObject | undefined> {
  const text = await files.read(file, 'IMPORT_UNWRITABLE');
  const json = text === undefined ? undefined : parseJsonFile(text, file, 'COLLECTION_NOT_JSON');
  return isObject(json) ? json : undefined;
}

function digests(drafts: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...drafts].map(([file, text]) => [file, digestOf(text)]));
}

function editedNotes(changes: readonly FileChange[]): ImportNote[] {
  return changes
    .filter(({ fate }) => fate === 'edited')
    .map(({ file }) => ({
      fate: 'advice',
      place: file,
      fact: 'it was edited since it was imported, so it stays as it is; the import would write something else',
      fix: 'Delete it and import again to have it anew, or keep your edits',
    }));
}

/** An export among the files of the workspace is soon committed with them. */
function exportNotes(source: string | undefined, file: string, lock: ImportLock): ImportNote[] {
  if (!source?.startsWith('collections/') || lock.files.has(source)) return [];
  return [
    {
      fate: 'advice',
      place: source === file ? file + SET_ASIDE : source,
      fact: 'this is the export as it was, with the secrets that it may hold',
      fix: 'Move it out of collections/, so that it is not committed',
    },
  ];
}

function keptSetting(name: string): ImportNote {
  return {
    fate: 'advice',
    place: '.env',
    fact: `${name} has another value there than the import found; it stays`,
    fix: 'Correct it by hand where the new one is right',
  };
}

/** What the environments' files will give to variables. */
export function variablesOf({ environments, globals }: Settled): EnvironmentVariables {
  const of = (name: EnvironmentName) =>
    new Map([...variableValues(valuesIn(globals)), ...variableValues(valuesIn(environments[name]))]);
  return { sandbox: of('sandbox'), production: of('production') };
}
