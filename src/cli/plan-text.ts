import type { EnvironmentName } from '../contract/exchange.js';
import type { Contract } from '../contract/model.js';
import { burstNotices } from '../plan/burst-notices.js';
import { caseName, type PlannedCase } from '../plan/case.js';
import type { Plan } from '../plan/planned.js';
import { requestsOf } from '../plan/requests.js';
import type { Colors } from '../report/colors.js';
import { counted, listed, oneLine, spoken } from '../report/text.js';
import type { Settings } from '../settings/settings.js';

export interface PlanTextOptions {
  readonly colors: Colors;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/** What a run would do: cases by rule and by operation, those that cannot be judged, requests and time. */
export function planText(
  contract: Contract,
  settings: Settings,
  plan: Plan,
  { colors, quiet, verbose }: PlanTextOptions,
): string {
  const names = listed(settings.environments.map(({ name }) => name));
  const skipped = plan.cases.filter(({ skip }) => skip !== undefined);
  const head = `${contract.title} (${contract.file}): ${counted(contract.operations.length, 'operation')}, ${counted(contract.schemas.count, 'schema')}, ${counted(plan.rules.length, 'rule')}`;
  const foot = [
    colors.bold(
      `${counted(plan.cases.length, 'case')} planned in ${names}, ${counted(skipped.length, 'case')} of them skipped`,
    ),
    ...settings.environments.map(({ name, rate }) => costLine(name, rate, plan)),
    ...burstNotices(plan).map(oneLine),
  ].join('\n');
  if (quiet) return foot;
  return [
    oneLine(head),
    grouped('By rule', plan.cases, ({ rule }) => rule, colors),
    grouped('By operation', plan.cases, ({ operation }) => operation ?? '(the environment)', colors),
    ...(skipped.length > 0 ? [reasons(skipped, colors)] : []),
    ...(verbose ? [listing(plan.cases, colors)] : []),
    foot,
  ].join('\n\n');
}

function costLine(name: EnvironmentName, rate: number | undefined, plan: Plan): string {
  const requests = requestsOf(plan, name);
  const time =
    rate === undefined
      ? 'as fast as it answers'
      : `at ${rate} requests/s at most, ${spoken((requests / rate) * 1000)} or more`;
  return `${name}: about ${counted(requests, 'request')}, ${time}`;
}

/** Counts by a key: how many are planned, how many of them skipped. */
function grouped(
  title: string,
  cases: readonly PlannedCase[],
  key: (planned: PlannedCase) => string,
  colors: Colors,
): string {
  const groups = new Map<string, { planned: number; skipped: number }>();
  for (const planned of cases) {
    const group = groups.get(key(planned)) ?? { planned: 0, skipped: 0 };
    group.planned += 1;
    if (planned.skip !== undefined) group.skipped += 1;
    groups.set(key(planned), group);
  }
  const lines = [...groups].map(([name, { planned, skipped }]) => {
    const out = skipped > 0 ? colors.dim(` (${skipped} skipped)`) : '';
    return `  ${`${planned}`.padStart(5)}  ${oneLine(name)}${out}`;
  });
  return [colors.bold(title), ...lines].join('\n');
}

function reasons(skipped: readonly PlannedCase[], colors: Colors): string {
  const counts = new Map<string, number>();
  for (const { skip = '' } of skipped) counts.set(skip, (counts.get(skip) ?? 0) + 1);
  const lines = [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([reason, count]) => `  ${`${count}`.padStart(5)}  ${oneLine(reason)}`);
  return [colors.bold('Skipped'), ...lines].join('\n');
}

function listing(cases: readonly PlannedCase[], colors: Colors): string {
  const lines = cases.map((planned) => {
    const where = [planned.environment, ...(planned.operation === undefined ? [] : [planned.operation])];
    return `  ${oneLine(`${where.join(' › ')} › ${caseName(planned)}`)}`;
  });
  return [colors.bold('Cases'), ...lines].join('\n');
}
