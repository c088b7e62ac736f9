import type { Contract } from '../contract/model.js';
import type { Plan } from '../plan/planned.js';
import type { DataRow, EnvironmentSettings, Selection, Settings } from '../settings/settings.js';
import { type Head, RECORD_FORMAT } from './lines.js';
import { recordedSelection } from './selection.js';

export interface Recorded {
  readonly contract: Contract;
  readonly settings: Settings;
  readonly selection: Selection;
  readonly plan: Plan;
  readonly faults: readonly string[];
  readonly startedAt: Date;
}

/** The first line of a record. */
export function headOf({ contract, settings, selection, plan, faults, startedAt }: Recorded): Head {
  const { extraCa: _, unchosen: __, ...known } = settings;
  return {
    is: 'head',
    format: RECORD_FORMAT,
    suite: 'contract-suite',
    startedAt: startedAt.toISOString(),
    contract: contract.hash,
    settings: { ...known, environments: settings.environments.map(withoutSecrets) },
    selection: recordedSelection(selection),
    faults,
    cases: plan.cases.flatMap(({ id, skip }) => (skip === undefined ? [id] : [])),
  };
}

/** With names in place of secrets: the plan asks only whether there is one. */
function withoutSecrets(environment: EnvironmentSettings): EnvironmentSettings {
  const { clientId, bearerToken, secrets, data, ...rest } = environment;
  const named = (what: string): string => `{{${environment.name.toUpperCase()}_${what}}}`;
  return {
    ...rest,
    clientId: clientId === '' ? '' : named('CLIENT_ID'),
    ...(data && { data: { ...data, rows: data.rows.map(withoutValues) } }),
    ...(bearerToken !== undefined && { bearerToken: named('BEARER_TOKEN') }),
    ...(secrets && {
      secrets: secrets.map(({ name, setting }) => ({ name, setting, value: `{{${setting}}}` })),
    }),
  };
}

/** The plan asks only which columns there are. */
const withoutValues = (row: DataRow): DataRow =>
  Object.fromEntries(Object.keys(row).map((column) => [column, '']));
