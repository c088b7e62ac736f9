import { ContractError } from '../../contract/errors.js';
import { ENVIRONMENTS, type EnvironmentName } from '../../contract/exchange.js';
import type { Contract } from '../../contract/model.js';
import { loadRules } from '../../load-rules.js';
import { countPlan } from '../../plan/counts.js';
import { colorsFor } from '../../report/colors.js';
import { sharedServer } from '../../settings/apart.js';
import type { DataByEnvironment } from '../../settings/data-rows.js';
import { type Embedded, readSettings } from '../../settings/read.js';
import type { Settings } from '../../settings/settings.js';
import { readValues, type Values } from '../../settings/values.js';
import { errorText } from '../error-text.js';
import type { CheckOptions } from '../options.js';
import { planText } from '../plan-text.js';
import { print } from '../print.js';
import { contractWithData, selectionOf, settingsOptions } from '../scope.js';

/**
 * Validates everything, lists what would be judged, sends nothing.
 *
 * @returns the exit code
 * @throws ContractError for the first wrong input; wrong settings are told after the plan, which needs none
 */
export async function checkCommand(options: CheckOptions): Promise<number> {
  const workspace = process.cwd();
  const { contract, data } = await contractWithData(workspace, options);
  const rules = await loadRules({ workspace });
  const values = await readValues(workspace, process.env);
  const { settings, problem } = await settingsOrStandIn(contract, options, data, values);
  const { quiet = false, verbose = false } = options;
  const selection = await selectionOf(options);
  const counts = countPlan(contract, settings, selection, rules, verbose && !quiet);
  const colors = colorsFor(process.stdout, options.color, process.env);
  const text = planText(contract, settings, counts, { colors, quiet });
  print(`${text}\n`);
  // What is only missing is no mistake yet: a checkout without secrets can be checked too.
  const { config, operations } = contract;
  const shared = problem ? undefined : sharedServer(settings);
  if (shared && !config.sameServer && operations.some(({ changes }) => changes))
    print(`\nBefore a run: ${errorText(shared, verbose)}\n`);
  if (problem?.code === 'SETTING_MISSING') print(`\nBefore a run: ${errorText(problem, verbose)}\n`);
  else if (problem) throw problem;
  return 0;
}

async function settingsOrStandIn(
  contract: Contract,
  options: CheckOptions,
  data: DataByEnvironment,
  values: Values,
): Promise<{ settings: Settings; problem?: ContractError }> {
  const embedded = options.embedded ? STAND_IN : undefined;
  try {
    return { settings: await readSettings(settingsOptions(contract, options, data, embedded), values) };
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    return { settings: await standIn(contract, options, data, values), problem: error };
  }
}

/** Settings that plan as real ones would, though nothing can be sent with them. */
function standIn(
  contract: Contract,
  options: CheckOptions,
  data: DataByEnvironment,
  values: Values,
): Promise<Settings> {
  const { writes = ['sandbox'] } = options;
  return readSettings(settingsOptions(contract, { ...options, writes }, data, STAND_IN), values);
}

const nowhere = (name: EnvironmentName) => ({
  baseUrl: `https://${name}.invalid/{CLIENT_ID}`,
  clientId: 'stand-in',
  bearerToken: 'stand-in',
});

/** The embedded API before it is started: a plan needs no more of it. */
const STAND_IN: Embedded = {
  environments: { sandbox: nowhere(ENVIRONMENTS[0]), production: nowhere(ENVIRONMENTS[1]) },
  ca: '',
};
