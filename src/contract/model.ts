import type { ValidateFunction } from 'ajv';
import type { EnvironmentName } from './exchange.js';
import type { Json, JsonObject } from './json.js';
import type { Promises } from './promises.js';
import type { SchemaPart } from './schema-parts.js';

/** A documented sentence, by its reference (`D1` … `D12`). */
export type SentenceId = `D${number}`;

/** What an operation does to the resource that it is about, where that could be found out. */
export type Role = 'create' | 'read' | 'list' | 'update' | 'delete';

export interface Script {
  readonly listen: 'prerequest' | 'test';
  /** The source, its lines joined. */
  readonly source: string;
  /** Where the script stands: the collection, a folder path, or the operation's name. */
  readonly owner: string;
}

/** A saved example of an operation's answer. */
export interface Example {
  readonly name: string;
  readonly status: number;
  readonly headers: readonly { readonly key: string; readonly value: string }[];
  readonly body: string;
  /** The raw v2.1 request that the example was saved with, if any. */
  readonly originalRequest?: JsonObject;
}

/** One request of the collection. */
export interface Operation {
  /** `Folder / Name`; where siblings share a name, the later ones carry ` (2)`, ` (3)` … */
  readonly name: string;
  /** Names of the folders above it, outermost first. */
  readonly folders: readonly string[];
  /** Position in the order of the collection, from 0. */
  readonly index: number;
  /** Positions in the nested `item` arrays of the collection that lead to it. */
  readonly path: readonly number[];
  readonly method: string;
  /** The v2.1 item as it stands in the collection. */
  readonly item: JsonObject;
  /** The v2.1 request (a request given as a URL string is already an object here). */
  readonly request: JsonObject;
  /** Auth in force after inheritance, in v2.1 form; undefined where there is none, or `noauth`. */
  readonly auth?: JsonObject;
  /** The collection and the folders that it stands in, outermost first. */
  readonly holders: readonly JsonObject[];
  /** Scripts in force, inherited ones first, in order of running. */
  readonly scripts: readonly Script[];
  /** Variables that its templates (URL, headers, body, auth) hold as `{{name}}`; dynamic ones (`$guid`) left out. */
  readonly templateVariables: readonly string[];
  /** Variables read by its templates or its scripts. */
  readonly reads: readonly string[];
  /** Variables that its scripts set. */
  readonly writes: readonly string[];
  /** True where a script gets or sets a variable whose name cannot be read from the source. */
  readonly hidesVariables: boolean;
  /** Which of its scripts read the row of a data file: one before the request, or only its tests. */
  readonly readsRow?: Script['listen'];
  readonly examples: readonly Example[];
  /** True where every saved example is an error, or, without examples, its scripts expect an error. */
  readonly expectsError: boolean;
  /** Whether it changes data; what `contract.yaml` does not say counts as changing. */
  readonly changes: boolean;
  readonly role?: Role;
  /** Why `contract.yaml` leaves it out of units, and whether the journey still has it. */
  readonly leftOut?: LeftOut;
  /** The operation that deletes what this one created, where data flow and names show it. */
  readonly deletedBy?: string;
}

/**
 * `required`: for each of them; `any`: one of several is enough; `optional`: it answers without, and refuses a wrong one;
 * `none`: it looks at none.
 */
export const CREDENTIAL_NEEDS = ['required', 'any', 'optional', 'none'] as const;
export type CredentialNeed = (typeof CREDENTIAL_NEEDS)[number];

/** An operation that is left to the journey, or sent nowhere. */
export interface LeftOut {
  readonly journey: boolean;
  readonly reason: string;
}

/** What `contract.yaml` says of one operation. */
export interface OperationConfig {
  readonly changes?: boolean;
  /** `none`: it does none of these, whatever its name says. */
  readonly role?: Role | 'none';
  /** Places in the request body that must hold a fresh value each time, as dotted paths: `email`, `customer.email`. */
  readonly unique?: readonly string[];
  /** Whether it asks for the credentials that its request carries. */
  readonly credentials?: CredentialNeed;
  readonly leftOut?: LeftOut;
  /** Whether it says that the operation is to be run, whatever it looks like. */
  readonly run?: true;
}

/** A failure that is known and put up with, up to a day. */
export interface Waiver {
  /** Rules and operations, as globs; without an operation: cases that belong to none. */
  readonly rule: string;
  readonly operation?: string;
  readonly environment: EnvironmentName;
  /** The last day, as `2027-01-31`, in UTC. */
  readonly until: string;
  readonly owner: string;
  readonly reason: string;
  /** What failed, to be told from whatever else fails in its place; without it, every failure there is meant. */
  readonly fingerprint?: string;
  /** `collections/contract.yaml:12:5`. */
  readonly place: string;
}

/** A pattern by which `contract.yaml` names rules or operations. */
export interface Named {
  readonly names: 'rule' | 'operation';
  readonly pattern: string;
  /** `collections/contract.yaml:12:5`. */
  readonly place: string;
}

/** A rule (glob) that is not in force, for some operations (glob) alone where it names them. */
export interface TurnedOff {
  readonly rule: string;
  readonly operation?: string;
  readonly reason: string;
}

/** `collections/contract.yaml`: what a collection cannot say. */
export const SECRET_NEEDS = ['required', 'optional'] as const;
export type SecretNeed = (typeof SECRET_NEEDS)[number];

export interface ContractConfig {
  readonly operations: Readonly<Record<string, OperationConfig>>;
  readonly promises: Promises;
  /** Hosts, beside those of the base URLs, that scripts may reach. */
  readonly hosts: readonly string[];
  /** Whether one server holds both environments, told apart by credentials. */
  readonly sameServer: boolean;
  /** Requests that scripts may make, or change others into, even where nothing may be changed: `METHOD path-glob`. */
  readonly readingRequests: readonly string[];
  /** Sets of accepted statuses, by rule (glob). */
  readonly accept: Readonly<Record<string, readonly number[]>>;
  /** Differences between the environments that are meant: operations (globs) that `environment/parity` leaves alone. */
  readonly differences: readonly string[];
  /** An operation that reads rows of a data file is checked with each of them; else with the first that works. */
  readonly rows?: 'all';
  /** Variables that nothing gives a value to yet: what needs one of them is skipped, and says so. */
  readonly unset: readonly string[];
  /** Variables that are empty on purpose, and are sent so. */
  readonly empty: readonly string[];
  /**
   * Variables without a value that settings give one to. `optional`: a run starts without it where scripts alone
   * read it.
   */
  readonly secrets: Readonly<Record<string, SecretNeed>>;
  readonly off: readonly TurnedOff[];
  /** Everything above and below that names rules or operations. */
  readonly named: readonly Named[];
  /** Environments whose answers are shown in reports but for consumer data; of production only shapes are. */
  readonly keepBodies: readonly EnvironmentName[];
  readonly waivers: readonly Waiver[];
  /** Percent of the error catalogue's codes that a run has to see. */
  readonly minCodes?: number;
}

/** One code of the error catalogue. */
export interface CatalogCode {
  readonly code: string;
  /** Undefined where it is not known. */
  readonly type: string | undefined;
  /** None where they are not known. */
  readonly statuses: readonly number[];
  /** What provokes it, from `CAUSES`. */
  readonly causes: readonly Cause[];
}

export interface ErrorCatalog {
  readonly file: string;
  /** False where it was inferred: what it lacks is then a note, no failure. */
  readonly complete: boolean;
  readonly codes: ReadonlyMap<string, CatalogCode>;
}

/** Why a request is refused: the words of the catalogue and of the probes. */
export const CAUSES = [
  'client-id-missing',
  'client-id-incorrect',
  'bearer-missing',
  'bearer-incorrect',
  'forbidden',
  'content-type',
  'body-malformed',
  'body-not-object',
  'field-missing',
  'field-invalid',
  'field-duplicate',
  'method',
  'unknown-endpoint',
  'unknown-resource',
  'unknown-reference',
  'cursor',
  'conflict',
  'rate-limit',
  'server-error',
  'unavailable',
] as const;
export type Cause = (typeof CAUSES)[number];

/** A compiled JSON Schema and where it came from. */
export interface BoundSchema {
  /** Path relative to the workspace. */
  readonly file: string;
  /** The schema as written (its own `$ref`s unresolved). */
  readonly schema: JsonObject;
  /** The same, ready to follow its `$ref`s into itself and other files. */
  readonly part: SchemaPart;
  /** False where it was inferred from examples: violations are notes. */
  readonly complete: boolean;
  readonly validate: ValidateFunction;
  /** Media types of the answers that it describes; none: whatever their type. */
  readonly types: readonly string[];
}

export interface SchemaSet {
  /** Request schema of an operation. */
  request(operation: string): BoundSchema | undefined;
  /**
   * Response schema of an operation for a status: of several that of the answer's Content-Type, else the first.
   *
   * @param type of the answer, as it says
   */
  response(operation: string, status: number, type?: string): BoundSchema | undefined;
  /** All of them, where its answers with that status may be of several media types. */
  responses(operation: string, status: number): readonly BoundSchema[];
  /** Schema of the headers of an answer: an object of them by their names in lower case. */
  headers(operation: string, status: number): BoundSchema | undefined;
  /** Statuses of the operation that a response schema is bound to. */
  statuses(operation: string): readonly number[];
  /** The schema of every error body, if there is one. */
  readonly error: BoundSchema | undefined;
  /** Schemas that are bound to nothing: parts that others refer to. */
  readonly shared: readonly JsonObject[];
  /** Number of schema files. */
  readonly count: number;
}

/** Variables of one environment, from `collections/<environment>.postman_environment.json`; none where there is no file. */
export type EnvironmentVariables = Readonly<Record<EnvironmentName, ReadonlyMap<string, string>>>;

/** Variables as Postman writes them, by scope. */
type VariableLists = Readonly<Record<EnvironmentName | 'collection' | 'globals', readonly Json[]>>;

/** A variable whose value is no part of the workspace: each environment has it in a setting. */
export interface SecretVariable {
  readonly name: string;
  /** Behind `SANDBOX_` and `PRODUCTION_`: `VAR_API_KEY`. */
  readonly setting: string;
  /** Environments in which an operation needs it and no script sets it. */
  readonly needed: readonly EnvironmentName[];
}

/** Everything the API promised, as data. It knows no network and no settings. */
export interface Contract {
  /** Absolute path of the workspace. */
  readonly workspace: string;
  /** Collection file, relative to the workspace. */
  readonly file: string;
  readonly title: string;
  /** The v2.1 collection as read. */
  readonly collection: JsonObject;
  readonly operations: readonly Operation[];
  /** Collection variables with their initial values; an empty value is kept as ''. */
  readonly variables: ReadonlyMap<string, string>;
  readonly environments: EnvironmentVariables;
  /** Global variables; the environments' and the collection's come before them. */
  readonly globals: ReadonlyMap<string, string>;
  /** The lists that these were read from: a variable may be a number, an object, or turned off. */
  readonly lists: VariableLists;
  /** What scripts get as `pm.environment.name`: the name in the environment's file, else the environment's own. */
  readonly environmentNames: Readonly<Record<EnvironmentName, string>>;
  /** Variables of type `secret` without a value, which settings give. */
  readonly secrets: readonly SecretVariable[];
  readonly schemas: SchemaSet;
  readonly catalog?: ErrorCatalog;
  readonly config: ContractConfig;
  /** SHA-256, hex, over every file that was read. */
  readonly hash: string;
  /** The same, whichever waivers there are: what a run was judged by before any failure was put up with. */
  readonly hashBesideWaivers: string;
}

/** The three variables that the suite itself fills in, per environment. */
export const SUITE_VARIABLES = ['baseUrl', 'clientId', 'bearerToken'] as const;
