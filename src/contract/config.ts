import path from 'node:path';
import type { Document, LineCounter } from 'yaml';
import { CONFIG_SCHEMA } from './config-schema.js';
import { ContractError, nearest } from './errors.js';
import { ENVIRONMENTS } from './exchange.js';
import type { WorkspaceFiles } from './files.js';
import { isObject, type Json, type JsonObject, own } from './json.js';
import {
  type ContractConfig,
  CREDENTIAL_NEEDS,
  type OperationConfig,
  type Role,
  type TurnedOff,
} from './model.js';
import { checkNamed, namedIn } from './named.js';
import { promisesOf, REFERENCE } from './promises.js';
import { newAjv } from './validator.js';
import { waiversOf } from './waivers.js';
import { locate, yamlOf } from './yaml-places.js';

/** What holds where `contract.yaml` says nothing. */
export const DEFAULT_CONFIG: ContractConfig = {
  operations: {},
  promises: REFERENCE,
  hosts: [],
  sameServer: false,
  readingRequests: [],
  accept: {},
  differences: [],
  unset: [],
  empty: [],
  secrets: {},
  off: [],
  named: [],
  keepBodies: [],
  waivers: [],
};

/** The configuration as read, and where each operation that it names stands. */
export interface ConfigFile {
  readonly config: ContractConfig;
  /** `collections/contract.yaml:4:3` for an operation's key. */
  operationPlace(name: string): string;
  readonly place: string;
  /** All that it says but for the waivers; empty where that is nothing. */
  readonly besideWaivers: string;
}

/** Reads `contract.yaml` beside the collection; without such a file everything is at its default. @throws ContractError */
export async function readConfig(files: WorkspaceFiles, folder: string): Promise<ConfigFile> {
  const file = path.join(folder, 'contract.yaml');
  const place = files.place(file);
  await refuseMisnamed(files, folder, place);
  const text = await files.read(file, 'CONFIG_INVALID');
  if (text === undefined)
    return { config: DEFAULT_CONFIG, operationPlace: () => place, place, besideWaivers: '' };
  const { document, lines, json } = await yamlOf(text, place);
  await validate(json, place, document, lines);
  refuseUnusableHosts(json, place, document, lines);
  return {
    config: configOf(isObject(json) ? json : {}, (keys) => place + locate(document, lines, keys, false)),
    operationPlace: (name) => place + locate(document, lines, ['operations', name], true),
    place,
    besideWaivers: besideWaivers(json),
  };
}

function besideWaivers(json: Json): string {
  const { waivers: _, ...rest } = isObject(json) ? json : {};
  return Object.keys(rest).length === 0 ? '' : JSON.stringify(rest);
}

/** @throws ContractError for an entry whose operation the collection lacks */
export function checkConfig({ config, operationPlace }: ConfigFile, names: ReadonlySet<string>): void {
  checkNamed(config.named, 'operation', [...names]);
  for (const name of Object.keys(config.operations)) {
    if (names.has(name)) continue;
    const near = nearest(name, [...names]);
    throw new ContractError(
      'CONFIG_INVALID',
      operationPlace(name),
      `the collection has no operation "${name}"`,
      near ? `Did you mean "${near}"` : 'Correct the name (Folder / Name), or delete the entry',
    );
  }
}

async function refuseMisnamed(files: WorkspaceFiles, folder: string, place: string): Promise<void> {
  const listed = (await files.list(folder)) ?? [];
  const misnamed = listed.find((file) => /^contract\.(yml|json)$/i.test(path.basename(file)));
  if (!misnamed) return;
  throw new ContractError(
    'CONFIG_INVALID',
    files.place(misnamed),
    'a configuration under this name is not read',
    `Rename it to ${place}`,
  );
}

async function validate(json: Json, place: string, document: Document, lines: LineCounter): Promise<void> {
  const check = (await newAjv({ verbose: true })).compile(CONFIG_SCHEMA);
  if (check(json)) return;
  const [error] = check.errors ?? [];
  const path = (error?.instancePath ?? '').split('/').slice(1).map(unescapePointer);
  if (error?.keyword === 'additionalProperties') {
    const key = String(error.params.additionalProperty);
    const known = Object.keys(error.parentSchema?.properties ?? {});
    const near = nearest(key, known);
    const at = place + locate(document, lines, [...path, key], true);
    const fix = near ? `Did you mean "${near}"` : `Known keys here: ${known.join(', ')}`;
    throw new ContractError('CONFIG_INVALID', at, `unknown key "${key}"`, fix);
  }
  const allowed = error?.keyword === 'enum' ? `: ${error.params.allowedValues.join(', ')}` : '';
  const fact = `${path.join(' › ') || 'the file'} ${error?.message ?? 'is not valid'}${allowed}`;
  throw new ContractError(
    'CONFIG_INVALID',
    place + locate(document, lines, path, false),
    fact,
    'Correct the value',
  );
}

/** What is no host, or would open another one than is read there. */
function refuseUnusableHosts(json: Json, place: string, document: Document, lines: LineCounter): void {
  const hosts = isObject(json) ? texts(own(json, 'hosts')) : [];
  const at = hosts.findIndex((host) => /[@?#*]/.test(host) || !URL.canParse(`https://${host}`));
  if (at < 0) return;
  throw new ContractError(
    'CONFIG_INVALID',
    place + locate(document, lines, ['hosts', String(at)], false),
    `"${hosts[at]}" is no host`,
    'Write one host, or host:port, without a pattern: api.example.com',
  );
}

function configOf(json: JsonObject, placeOf: (keys: readonly string[]) => string): ContractConfig {
  const minCodes = own(json, 'minCodes');
  return {
    operations: Object.fromEntries(
      entries(own(json, 'operations')).map(([name, said]) => [name, operationOf(said)]),
    ),
    promises: promisesOf(own(json, 'promises')),
    hosts: texts(own(json, 'hosts')),
    sameServer: own(json, 'sameServer') === true,
    readingRequests: texts(own(json, 'readingRequests')),
    accept: Object.fromEntries(
      entries(own(json, 'accept')).map(([rule, statuses]) => [rule, numbers(statuses)]),
    ),
    differences: texts(own(json, 'differences')),
    ...(own(json, 'rows') === 'all' && { rows: 'all' }),
    unset: texts(own(json, 'unset')),
    empty: texts(own(json, 'empty')),
    secrets: Object.fromEntries(
      entries(own(json, 'secrets')).map(([name, need]) => [name, need === 'optional' ? need : 'required']),
    ),
    off: list(own(json, 'off')).flatMap((entry) => (isObject(entry) ? [turnedOff(entry)] : [])),
    named: namedIn(json, placeOf),
    keepBodies: ENVIRONMENTS.filter((name) => texts(own(json, 'keepBodies')).includes(name)),
    waivers: waiversOf(own(json, 'waivers'), (index) => placeOf(['waivers', `${index}`])),
    ...(typeof minCodes === 'number' && { minCodes }),
  };
}

function turnedOff(entry: JsonObject): TurnedOff {
  const operation = own(entry, 'operation');
  return {
    rule: String(own(entry, 'rule')),
    ...(typeof operation === 'string' && { operation }),
    reason: String(own(entry, 'reason')),
  };
}

function operationOf(said: Json): OperationConfig {
  if (!isObject(said)) return {};
  const changes = own(said, 'changes');
  const role = own(said, 'role');
  const unique = own(said, 'unique');
  const credentials = CREDENTIAL_NEEDS.find((need) => need === own(said, 'credentials'));
  return {
    ...(typeof changes === 'boolean' ? { changes } : {}),
    ...(isRole(role) ? { role } : {}),
    ...(unique ? { unique: texts(unique) } : {}),
    ...(credentials ? { credentials } : {}),
    ...runOf(said),
  };
}

function runOf(said: JsonObject): Pick<OperationConfig, 'leftOut' | 'run'> {
  const run = own(said, 'run');
  if (run === true) return { run };
  const left = run === false || run === 'journey';
  return left ? { leftOut: { journey: run === 'journey', reason: String(own(said, 'reason')) } } : {};
}

const ROLES = ['create', 'read', 'list', 'update', 'delete', 'none'] as const;

function isRole(value: Json | undefined): value is Role | 'none' {
  return ROLES.some((role) => role === value);
}

function entries(value: Json | undefined): [string, Json][] {
  return isObject(value) ? Object.entries(value) : [];
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

function texts(value: Json | undefined): string[] {
  return list(value).filter((entry) => typeof entry === 'string');
}

function numbers(value: Json | undefined): number[] {
  return list(value).filter((entry) => typeof entry === 'number');
}

function unescapePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
