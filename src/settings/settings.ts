import type { EnvironmentName } from '../contract/exchange.js';
import type { ProfileName } from './profiles.js';

/** A secret variable of the collection, and its value in an environment. */
export interface GivenSecret {
  readonly name: string;
  readonly value: string;
  /** The setting that it came from: `SANDBOX_VAR_API_KEY`. */
  readonly setting: string;
}

/** One row of a data file, as scripts get it. */
export type DataRow = Readonly<Record<string, unknown>>;

/** The rows of a data file; at least one. */
export interface DataRows {
  /** As it was named. */
  readonly file: string;
  readonly rows: readonly DataRow[];
}

/** Where one environment is and what may be done there. */
export interface EnvironmentSettings {
  readonly name: EnvironmentName;
  /** As the reference writes it, with the placeholder `{CLIENT_ID}`; no trailing slash. */
  readonly baseUrl: string;
  /** Empty where the collection uses none and none was given. */
  readonly clientId: string;
  /** Undefined where the collection uses no Bearer token and none was given. */
  readonly bearerToken?: string;
  /** The contract's secret variables that settings gave a value. */
  readonly secrets?: readonly GivenSecret[];
  /** What the collection is run with, once for each row. */
  readonly data?: DataRows;
  /** Whether requests that change data may be sent. */
  readonly writes: boolean;
  /** Requests per second at most; undefined: no limit. */
  readonly rate?: number;
  /** True for the embedded reference API. */
  readonly embedded: boolean;
}

/** Where an environment is, and with which credentials, whether or not it is chosen. */
export type KnownEnvironment = Pick<
  EnvironmentSettings,
  'name' | 'baseUrl' | 'clientId' | 'bearerToken' | 'writes'
>;

/** Scheme, host and port of an environment. */
export const originOf = ({ baseUrl }: Pick<EnvironmentSettings, 'baseUrl'>): string =>
  new URL(baseUrl.replaceAll('{CLIENT_ID}', 'x')).origin;

/** Everything about a run that is no part of the contract. */
export interface Settings {
  readonly environments: readonly EnvironmentSettings[];
  /** An environment that is not chosen, where the settings know it: nothing may reach it by mistake. */
  readonly unchosen?: KnownEnvironment;
  /** Extra CA certificates, PEM, beside the root bundle. */
  readonly extraCa?: string;
  /** Milliseconds for one request, the whole answer included. */
  readonly timeout: number;
  /** Further attempts after no answer, 429 or 503. */
  readonly retries: number;
  /** Milliseconds that are waited for the rate limit of one operation, all in all. */
  readonly maxWait?: number;
  /** Units under way at once in one environment; undefined: the measured default. */
  readonly lanes?: number;
  readonly profile: ProfileName;
  /** Thresholds that were given, in percent. */
  readonly demands?: {
    /** Of the cases, that may be skipped; by default the profile's. */
    readonly mostSkipped?: number;
    /** Of the catalogue's codes, that have to be seen. */
    readonly minCodes?: number;
  };
}

/** What of the contract is to be judged; globs; empty lists select everything. */
export interface Selection {
  readonly rules: readonly string[];
  readonly operations: readonly string[];
  /** Cases that belong to no operation are judged even where operations are chosen. */
  readonly once?: boolean;
  /** Families that run only when asked for. */
  readonly optIn: readonly string[];
  /** Only these cases, by id; used by the vitest front. */
  readonly cases?: ReadonlySet<string>;
  /** One part of the whole, the others being judged elsewhere. */
  readonly shard?: ShardChoice;
}

/** Which part of the plan, and by what the parts are weighed. */
export interface ShardChoice {
  /** From 1 to `of`. */
  readonly index: number;
  readonly of: number;
  /** Where it is left out, the planned requests count. */
  readonly costs?: ShardCosts;
}

/** What the operations cost in an earlier run. */
export interface ShardCosts {
  /** sha256 of the file that says so: shards are parts of one whole only where it is the same in all. */
  readonly hash: string;
  /** Milliseconds by operation name. */
  readonly byOperation: ReadonlyMap<string, number>;
}

/** The selection that leaves nothing out but what must be asked for. */
export const EVERYTHING: Selection = { rules: [], operations: [], optIn: [] };
