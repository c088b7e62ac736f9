import { ENVIRONMENTS } from '../contract/exchange.js';
import { type LoadOptions, loadContract } from '../contract/load.js';
import type { Contract } from '../contract/model.js';
import { columnsOf, type DataByEnvironment, readData } from '../settings/data-rows.js';
import type { Embedded, SettingsOptions } from '../settings/read.js';
import type { Selection, Settings, ShardChoice } from '../settings/settings.js';
import { costsIn, lastCosts } from './costs.js';
import type { DemandOptions, ScopeOptions } from './options.js';

export function contractFor(
  workspace: string,
  { collection, schemas }: Pick<ScopeOptions, 'collection' | 'schemas'>,
  how: Pick<LoadOptions, 'columns' | 'sending'>,
): Promise<Contract> {
  return loadContract({
    workspace,
    ...(collection !== undefined && { collection }),
    ...(schemas !== undefined && { schemas }),
    ...how,
  });
}

/** The contract of what is sent, and the rows that it is sent with. */
export async function contractWithData(
  workspace: string,
  options: ScopeOptions,
): Promise<{ readonly contract: Contract; readonly data: DataByEnvironment }> {
  const data = await readData(workspace, options.data ?? []);
  const columns = ENVIRONMENTS.flatMap((name) => [...columnsOf(data[name])]);
  return { contract: await contractFor(workspace, options, { columns }), data };
}

/** @param out the folder whose results a shard is weighed by, unless `--costs` names a file */
export async function selectionOf(options: ScopeOptions, out = 'reports'): Promise<Selection> {
  const { rule = [], operation = [], optIn = [], shard } = options;
  return {
    rules: rule,
    operations: operation,
    optIn,
    ...(shard && { shard: { ...shard, ...(await shardCosts(options, out)) } }),
  };
}

async function shardCosts({ costs }: ScopeOptions, out: string): Promise<Pick<ShardChoice, 'costs'>> {
  const found = costs === undefined ? await lastCosts(out) : await costsIn(costs);
  return found ? { costs: found } : {};
}

/** The thresholds that were given. */
export function demandsOf({ maxSkipped, minCodes }: DemandOptions): NonNullable<Settings['demands']> {
  return {
    ...(maxSkipped !== undefined && { mostSkipped: maxSkipped }),
    ...(minCodes !== undefined && { minCodes }),
  };
}

/** A rate is that of the whole run: a shard keeps to its share of it, the others being under way as well. */
export function shareOf(settings: Settings, shard: ScopeOptions['shard']): Settings {
  if (!shard) return settings;
  const environments = settings.environments.map(({ rate, ...environment }) => ({
    ...environment,
    ...(rate !== undefined && { rate: rate / shard.of }),
  }));
  return { ...settings, environments };
}

/** What settings are read from, beside the values. */
export function settingsOptions(
  contract: Contract,
  options: ScopeOptions,
  data: DataByEnvironment,
  embedded: Embedded | undefined,
): SettingsOptions {
  const { env, embedded: _, data: __, ...given } = options;
  return {
    ...given,
    data,
    workspace: contract.workspace,
    needsToken: uses(contract, 'bearerToken'),
    needsClientId: uses(contract, 'clientId'),
    secrets: contract.secrets,
    ...(env && { environments: env }),
    ...(embedded && { embedded }),
  };
}

function uses({ operations }: Contract, variable: string): boolean {
  return operations.some(({ reads }) => reads.includes(variable));
}
