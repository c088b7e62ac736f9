import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { ContractError } from '../../contract/errors.js';
import { NO_UTF8, utf8 } from '../../contract/files.js';
import type { Contract } from '../../contract/model.js';
import { changedMeanwhile, replaceFile } from '../../contract/replace-file.js';
import { type Terms, type WaiverChange, withWaivers } from '../../contract/waivers-text.js';
import type { RunResult } from '../../judge/result.js';
import { type ToPrune, type ToWaive, toPrune, toWaive, type WaiverFilter } from '../../judge/waivable.js';
import { dayOf } from '../../judge/waive.js';
import { loadRules } from '../../load-rules.js';
import { selectOperations, selectRules } from '../../plan/select.js';
import { colorsFor } from '../../report/colors.js';
import { RESULTS_FILE, readResults } from '../../report/results-read.js';
import { OPT_IN_FAMILIES } from '../../rules/opt-in.js';
import type { WaiveOptions } from '../options.js';
import { print } from '../print.js';
import { contractFor } from '../scope.js';
import { waiveText } from '../waive-text.js';

const NOTHING_TO_WAIVE: ToWaive = { add: [], renew: new Map(), covered: 0, breaches: [] };
const NOTHING_TO_PRUNE: ToPrune = { drop: new Set(), unknown: [] };

/**
 * Writes waivers for what failed in the last run, and drops those of what is fixed.
 *
 * @returns the exit code
 * @throws ContractError: nothing was changed
 */
export async function waiveCommand(options: WaiveOptions): Promise<number> {
  const { prune = false, dryRun = false, quiet = false, verbose = false } = options;
  const today = dayOf(new Date());
  const terms = termsOf(options, today);
  const workspace = process.cwd();
  const contract = await contractFor(workspace, options, { sending: false });
  const filter = await filterOf(contract, options);
  const result = await lastRun(path.join(options.out, RESULTS_FILE), contract);
  const { waivers, promises } = contract.config;
  const waived = terms ? toWaive(result, filter, terms, waivers, today, promises.errors) : NOTHING_TO_WAIVE;
  const pruned = prune ? toPrune(result, filter, waivers, promises.errors) : NOTHING_TO_PRUNE;
  const changes = waived.add.length + waived.renew.size + pruned.drop.size > 0;
  if (changes) await write(contract, { ...waived, ...pruned }, options);
  const colors = colorsFor(process.stdout, options.color, process.env);
  const change = { result, waivers, waived, pruned, terms, place: configPlace(contract) };
  print(`${waiveText(change, { colors, quiet, verbose, dryRun })}\n`);
  return 0;
}

/** Undefined where nothing is to be waived, and only what is fixed dropped. @throws ContractError USAGE */
function termsOf({ until, owner, reason, prune }: WaiveOptions, today: string): Terms | undefined {
  const given = { '--until DATE': until, '--owner NAME': owner, '--reason TEXT': reason };
  const missing = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (prune && missing.length === 3) return undefined;
  if (until === undefined || owner === undefined || reason === undefined) {
    const fact = 'a waiver says up to which day, who answers for it, and why';
    throw new ContractError('USAGE', 'waive', fact, `Add ${missing.join(', ')}`);
  }
  if (until >= today) return { until, owner, reason };
  const fact = `that day is over: today is ${today} (UTC)`;
  throw new ContractError('USAGE', `--until ${until}`, fact, 'Give the last day on which the waivers hold');
}

/** @throws ContractError RULE_UNKNOWN, OPERATION_UNKNOWN */
async function filterOf(
  contract: Contract,
  { rule = [], operation = [], env = [] }: WaiveOptions,
): Promise<WaiverFilter> {
  const rules = await loadRules({ workspace: contract.workspace });
  const selection = { rules: rule, operations: operation, optIn: OPT_IN_FAMILIES };
  selectRules(rules, selection);
  selectOperations(contract, operation);
  return { rules: rule, operations: operation, environments: env };
}

/** @throws ContractError RESULTS_UNREADABLE, RESULTS_UNFIT */
async function lastRun(place: string, contract: Contract): Promise<RunResult> {
  if (!(await stat(place).catch(() => undefined))) {
    const fix = 'Begin with `npx --no contract-suite run`, or name the folder of its reports with --out DIR';
    throw new ContractError('RESULTS_UNREADABLE', place, 'there is no such file', fix);
  }
  const result = await readResults(place);
  const { interrupted, shard, identity } = result;
  const unfit = (fact: string, fix: string) => new ContractError('RESULTS_UNFIT', place, fact, fix);
  if (interrupted)
    throw unfit('the run was interrupted, so it does not say all that fails', 'Run it to its end first');
  if (shard) {
    const fact = `it tells of shard ${shard.index} of ${shard.of} only`;
    throw unfit(fact, 'Join the shards with `npx --no contract-suite merge DIR...` first');
  }
  const { hash, hashBesideWaivers } = identity.contract;
  if (hash === contract.hash || hashBesideWaivers === contract.hashBesideWaivers) return result;
  throw unfit(
    'since that run, collection, schemas or contract.yaml have changed (waivers do not count)',
    'Run again, and waive what fails then',
  );
}

/** The file of a contract, as it is at this moment. */
async function configFile(contract: Contract): Promise<Buffer | undefined> {
  return readFile(path.resolve(contract.workspace, configPlace(contract))).catch((error: unknown) => {
    if (error instanceof Error && Reflect.get(error, 'code') === 'ENOENT') return undefined;
    throw error;
  });
}

const configPlace = ({ file }: Contract): string =>
  path.posix.join(path.posix.dirname(file), 'contract.yaml');

const BYTE_ORDER_MARK = Buffer.from('\uFEFF');

/** @throws ContractError CONFIG_UNWRITABLE, CONFIG_INVALID */
async function write(contract: Contract, change: WaiverChange, options: WaiveOptions): Promise<void> {
  const place = configPlace(contract);
  const before = await configFile(contract);
  // Entries are told by their index: the file has to be the one that was read.
  const again = await contractFor(contract.workspace, options, { sending: false });
  if (again.hash !== contract.hash) throw changedMeanwhile(place);
  const text = utf8(before ?? Buffer.from(''));
  if (text === undefined) throw new ContractError('CONFIG_INVALID', place, NO_UTF8, 'Save it as UTF-8');
  const mark = before?.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK) ? '\uFEFF' : '';
  const made = mark + (await withWaivers(text, place, change));
  if (!options.dryRun) await replaceFile(path.resolve(contract.workspace, place), place, before, made);
}
