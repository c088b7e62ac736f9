import path from 'node:path';
import { readCatalog } from './catalog.js';
import { readCollection } from './collection.js';
import { checkConfig, readConfig } from './config.js';
import { readEnvironments } from './environment-files.js';
import { ContractError } from './errors.js';
import { ENVIRONMENTS } from './exchange.js';
import { WorkspaceFiles } from './files.js';
import { graphqlRequest } from './graphql/request.js';
import { schemaOfRequest } from './graphql/variables-schema.js';
import { isObject, type JsonObject, objectsOf, own, scalarText } from './json.js';
import {
  type Contract,
  type ContractConfig,
  type EnvironmentVariables,
  type Operation,
  SUITE_VARIABLES,
} from './model.js';
import { namedRequests, operationsOf } from './operations.js';
import { readSchemas } from './schemas.js';
import { secretVariables } from './secret-variables.js';
import { refuseUnsetVariables } from './unset-variables.js';
import { collectionVariables, variableValues } from './variables.js';

export interface LoadOptions {
  /** Folder that holds `collections/` and `schemas/`. */
  readonly workspace: string;
  /** Collection file, relative to the workspace; else the only one in `collections/`. */
  readonly collection?: string;
  /** Folder of schemas and error catalogue, relative to the workspace; else `schemas/`. */
  readonly schemas?: string;
  /** Requests that are taken for the last ones of the collection, though it does not hold them. */
  readonly beside?: readonly JsonObject[];
  /** Variables that data rows give a value to. */
  readonly columns?: Iterable<string>;
  /** False where nothing will be sent: then variables need no values. */
  readonly sending?: boolean;
}

/**
 * Reads and checks everything that the API promised: the collection, with `contract.yaml` and the
 * environments' variables beside it, the schemas and the error catalogue. Sends nothing, runs nothing.
 *
 * @throws ContractError for the first input that is wrong
 */
export async function loadContract(options: LoadOptions): Promise<Contract> {
  const files = new WorkspaceFiles(path.resolve(options.workspace));
  const { file, folder, collection: written } = await readCollection(files, options.collection);
  const collection = withRequests(written, options.beside ?? []);
  const names = new Set(namedRequests(collection).map(({ name }) => name));
  if (names.size === 0) throw empty(file);
  const configured = await readConfig(files, folder);
  checkConfig(configured, names);
  const read = await readEnvironments(files, folder);
  const { lists, names: environmentNames } = read;
  const environments: EnvironmentVariables = {
    sandbox: variableValues(lists.sandbox),
    production: variableValues(lists.production),
  };
  const variables = collectionVariables(collection);
  const globals = variableValues(read.globals);
  const operations = operationsIn(collection, configured.config, environments, globals);
  const secrets = secretVariables(collection, lists, operations, environments, configured.config.secrets);
  const { unset, empty: meant } = configured.config;
  const known = [
    ...unset,
    ...meant,
    ...globals.keys(),
    ...secrets.map(({ name }) => name),
    ...(options.columns ?? []),
  ];
  if (options.sending ?? true) refuseUnsetVariables(file, operations, variables, environments, known);
  const schemaFolder = await schemaFolderOf(files, options.schemas);
  const schemas = await readSchemas(files, schemaFolder, names, declaredBy(operations));
  const catalog = await readCatalog(files, path.join(schemaFolder, 'error-catalog.json'));
  return {
    workspace: files.workspace,
    file,
    title: titleOf(collection, file),
    collection,
    operations,
    variables,
    environments,
    globals,
    lists: { ...lists, globals: read.globals, collection: objectsOf(own(collection, 'variable')) },
    environmentNames,
    secrets,
    schemas,
    ...(catalog ? { catalog } : {}),
    config: configured.config,
    hash: files.hash(),
    hashBesideWaivers: files.hash(new Map([[configured.place, configured.besideWaivers]])),
  };
}

function withRequests(collection: JsonObject, more: readonly JsonObject[]): JsonObject {
  return more.length === 0
    ? collection
    : { ...collection, item: [...objectsOf(own(collection, 'item')), ...more] };
}

/** The operations of a collection, with what its scripts, examples and variables show of each. */
export function operationsIn(
  collection: JsonObject,
  config: ContractConfig,
  environments: EnvironmentVariables,
  globals: ReadonlyMap<string, string> = new Map(),
): Operation[] {
  const values = possibleValues([collectionVariables(collection), globals], environments);
  return operationsOf(namedRequests(collection), config, values);
}

/** What requests of GraphQL declare of their variables. */
function declaredBy(operations: readonly Operation[]): Map<string, JsonObject> {
  return new Map(
    operations.flatMap(({ name, request }): [string, JsonObject][] => {
      const graphql = graphqlRequest(request);
      const schema = graphql && schemaOfRequest(graphql);
      return schema ? [[name, schema]] : [];
    }),
  );
}

const indexes = new WeakMap<Contract, ReadonlyMap<string, Operation>>();

/** The operation of that name (`Folder / Name`); undefined where the collection has none. */
export function operationNamed(contract: Contract, name: string): Operation | undefined {
  let index = indexes.get(contract);
  if (!index) {
    index = new Map(contract.operations.map((operation) => [operation.name, operation]));
    indexes.set(contract, index);
  }
  return index.get(name);
}

/** Values that a variable may have; those that the suite fills in come from elsewhere, so theirs do not count. */
function possibleValues(
  variables: readonly ReadonlyMap<string, string>[],
  environments: EnvironmentVariables,
) {
  const suite = new Set<string>(SUITE_VARIABLES);
  const maps = [...variables, ...ENVIRONMENTS.map((name) => environments[name])];
  return (name: string): string[] =>
    suite.has(name) ? [] : maps.flatMap((values) => values.get(name) ?? []);
}

async function schemaFolderOf(files: WorkspaceFiles, named: string | undefined): Promise<string> {
  const folder = named ?? 'schemas';
  if (named === undefined || (await files.list(folder))) return folder;
  throw new ContractError(
    'SCHEMA_INVALID',
    files.place(folder),
    'there is no such folder',
    'Correct --schemas DIR',
  );
}

function titleOf(collection: JsonObject, file: string): string {
  const info = own(collection, 'info');
  return (isObject(info) ? scalarText(own(info, 'name'))?.trim() : undefined) || path.basename(file);
}

function empty(file: string): ContractError {
  return new ContractError(
    'COLLECTION_EMPTY',
    file,
    'the collection holds no request',
    'Add a request in Postman and export the collection anew, or name another one with --collection FILE',
  );
}
