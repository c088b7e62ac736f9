import type { EnvironmentName } from '../contract/exchange.js';
import type { Contract } from '../contract/model.js';
import { oneLine } from '../contract/visible.js';
import type { Count, PlanCounts } from '../plan/counts.js';
import type { Colors } from '../report/colors.js';
import { counted, listed, spoken } from '../report/text.js';
import type { Settings } from '../settings/settings.js';

export interface PlanTextOptions {
  readonly colors: Colors;
  readonly quiet: boolean;
}

/** What a run would do: cases by rule and by operation, those that cannot be judged, requests and time. */
export function planText(
  contract: Contract,
  settings: Settings,
  counts: PlanCounts,
  { colors, quiet }: PlanTextOptions,
): string {
  const names = listed(settings.environments.map(({ name }) => name));
  const { planned, skipped } = counts.all;
  const head = `${contract.title} (${contract.file}): ${counted(contract.operations.length, 'operation')}, ${counted(contract.schemas.count, 'schema')}, ${counted(counts.rules, 'rule')}`;
  const foot = [
    colors.bold(
      `${counted(planned, 'case')} planned in ${names}, ${counted(skipped, 'case')} of them skipped`,
    ),
    ...settings.environments.map(({ name, rate }) => costLine(name, rate, counts)),
    ...counts.notices.map(oneLine),
  ].join('\n');
  if (quiet) return foot;
  return [
    oneLine(head),
    grouped('By rule', counts.byRule, colors),
    grouped('By operation', counts.byOperation, colors),
    ...(skipped > 0 ? [reasons(counts, colors)] : []),
    ...(counts.names.length > 0
      ? [[colors.bold('Cases'), ...counts.names.map((name) => `  ${oneLine(name)}`)].join('\n')]
      : []),
    foot,
  ].join('\n\n');
}

function costLine(name: EnvironmentName, rate: number | undefined, counts: PlanCounts): string {
  const requests = counts.requests.get(name) ?? 0;
  const time =
    rate === undefined
      ? 'as fast as it answers'
      : `at ${rate} requests/s at most, ${spoken((requests / rate) * 1000)} or more`;
  return `${name}: about ${counted(requests, 'request')}, ${time}`;
}

/** How many are planned under each key, how many of them skipped. */
function grouped(title: string, counts: ReadonlyMap<string, Count>, colors: Colors): string {
  const lines = [...counts].map(([name, { planned, skipped }]) => {
    const out = skipped > 0 ? colors.dim(` (${skipped} skipped)`) : '';
    return `  ${`${planned}`.padStart(5)}  ${oneLine(name)}${out}`;
  });
  return [colors.bold(title), ...lines].join('\n');
}

function reasons(counts: PlanCounts, colors: Colors): string {
  const lines = [...counts.reasons]
    .sort((a, b) => b[1] - a[1])
    .map(([reason, count]) => `  ${`${count}`.padStart(5)}  ${oneLine(reason)}`);
  return [colors.bold('Skipped'), ...lines].join('\n');
}
