import path from 'node:path';
import { ENVIRONMENTS, type EnvironmentName } from '../../src/contract/exchange.js';
import { loadContract } from '../../src/contract/load.js';
import type { Contract } from '../../src/contract/model.js';
import { loadRules } from '../../src/load-rules.js';
import { launchReferenceApi } from '../../src/reference-api/launch.js';
import type { Rule } from '../../src/rules/rule.js';
import { readSettings } from '../../src/settings/read.js';
import type { Settings } from '../../src/settings/settings.js';
import { readValues } from '../../src/settings/values.js';

export interface Workspace {
  readonly contract: Contract;
  readonly settings: Settings;
  readonly rules: readonly Rule[];
  close(): Promise<void>;
}

/**
 * The contract of this repository, and where it is checked: on the embedded API, or, with `CONTRACT_ENV` set,
 * on the environments that it names, with the settings of `.env`.
 */
export async function openWorkspace(): Promise<Workspace> {
  const workspace = path.resolve(import.meta.dirname, '../..');
  const contract = await loadContract({ workspace });
  const rules = await loadRules({ workspace });
  const named = process.env['CONTRACT_ENV'];
  if (!named) {
    const api = await launchReferenceApi();
    const settings = await readSettings(
      { workspace, needsToken: true, embedded: api },
      await readValues(workspace, {}),
    );
    return { contract, settings, rules, close: () => api.close() };
  }
  const settings = await readSettings(
    { workspace, needsToken: true, environments: environmentsOf(named) },
    await readValues(workspace, process.env),
  );
  return { contract, settings, rules, close: async () => undefined };
}

function environmentsOf(named: string): EnvironmentName[] {
  return named.split(',').map((name) => {
    const found = ENVIRONMENTS.find((candidate) => candidate === name.trim());
    if (!found) throw new Error(`CONTRACT_ENV names “${name}”; there are ${ENVIRONMENTS.join(' and ')}`);
    return found;
  });
}
