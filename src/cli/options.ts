import type { Command } from 'commander';
import type { EnvironmentName } from '../contract/exchange.js';
import type { Settings, ShardChoice } from '../settings/settings.js';
import { environments, optIn, profile, rate, repeated, shard, whole } from './parsers.js';

/** Options that say what is judged, and where: `run` and `check` share them. */
export interface ScopeOptions {
  readonly env?: readonly EnvironmentName[];
  readonly embedded?: boolean;
  readonly collection?: string;
  readonly schemas?: string;
  readonly rule?: readonly string[];
  readonly operation?: readonly string[];
  readonly profile?: Settings['profile'];
  readonly writes?: readonly EnvironmentName[];
  readonly optIn?: readonly string[];
  readonly lanes?: number;
  readonly rate?: number | 'off';
  readonly timeout?: number;
  readonly retries?: number;
  readonly shard?: ShardChoice;
  readonly costs?: string;
}

/** What a whole run is compared with, and what it has to reach: `run` and `merge` share them. */
export interface DemandOptions {
  readonly since?: string;
  readonly minCodes?: number;
  readonly maxSkipped?: number;
}

export interface OutputOptions {
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  /** False with `--no-color`. */
  readonly color: boolean;
}

export function addScopeOptions(command: Command): Command {
  return command
    .option('-e, --env <name>', 'sandbox or production; repeatable (default: both)', environments('--env'))
    .option('--embedded', 'both environments are the embedded reference API')
    .option('-c, --collection <file>', 'the collection (default: the only one in collections/)')
    .option('--schemas <dir>', 'schemas and error catalogue (default: schemas/)')
    .option('--rule <glob>', 'only these rules; repeatable', repeated)
    .option('--operation <glob>', 'only these operations, as “Folder / Name”; repeatable', repeated)
    .option('--profile <name>', 'manual, nightly or release (default: manual)', profile)
    .option(
      '--writes <name>',
      'an environment in which requests that change data may be sent; repeatable (default: sandbox)',
      environments('--writes'),
    )
    .option('--opt-in <family>', 'also run an opt-in family (rate-limit)', optIn)
    .option('--lanes <n>', 'units under way at once in one environment', whole('--lanes', 1, 1000))
    .option(
      '--rate <n>',
      'requests per second, at most, in one environment; “off” for no limit (default: none; 5 in production)',
      rate,
    )
    .option(
      '--timeout <ms>',
      'for one request, the whole answer included (default: 10000)',
      whole('--timeout', 1, 3_600_000),
    )
    .option('--retries <n>', 'after no answer, 429 or 503 (default: 2)', whole('--retries', 0, 100))
    .option('--shard <i/n>', 'only the i-th of n parts of the plan; `contract-suite merge` joins them', shard)
    .option(
      '--costs <file>',
      'results.json of a whole run that the parts are weighed by (default: the one in --out)',
    );
}

export function addDemandOptions(command: Command): Command {
  return command
    .option(
      '--since <path>',
      'what is compared with: a results.json, or a folder of them (default: the last run in --out)',
    )
    .option(
      '--min-codes <percent>',
      "the contract does not hold where fewer of the error catalogue's codes are seen",
      whole('--min-codes', 0, 100),
    )
    .option(
      '--max-skipped <percent>',
      'no verdict where more of the cases are skipped (default: 50 in the profile release)',
      whole('--max-skipped', 0, 100),
    );
}

export function addOutputOptions(command: Command): Command {
  return command
    .option('--quiet', 'print the verdict only')
    .option('--verbose', 'print everything')
    .option('--no-color', 'print without colours');
}
