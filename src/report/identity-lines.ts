import type { RunIdentity, RunResult } from '../judge/result.js';
import { repeatLines } from './repeat-lines.js';
import { counted, listed, spoken } from './text.js';

/** What was run, on what, when: labels and values for reports that are read by people. */
export function identityLines(result: RunResult): (readonly [string, string])[] {
  const { identity, duration, requests } = result;
  const { suite, contract, node, commit, startedAt, profile, faults, rules, userRules = [] } = identity;
  const sent = Object.values(requests).reduce((sum, count) => sum + count, 0);
  return [
    ['Contract', `${contract.title} (${contract.file}), sha256 ${contract.hash}`],
    ['Environments', listed(identity.environments.map(environmentText))],
    ['Rules', `${rules.length}`],
    ...(userRules.length === 0
      ? []
      : [['Own rules', listed(userRules.map(({ id, file }) => `${id} (${file})`))] as const]),
    ['Suite', `${suite.name} ${suite.version}, Node ${node}, profile ${profile}`],
    ['Started', `${startedAt.toISOString()}, took ${spoken(duration)}, ${counted(sent, 'request')}`],
    ...repeatLines(result).map((line) => ['Sent again', line] as const),
    ...(commit === undefined ? [] : [['Commit', commit] as const]),
    ...(faults.length === 0 ? [] : [['Faults put in', faults.join(', ')] as const]),
  ];
}

function environmentText({
  name,
  baseUrl,
  embedded,
  writes,
  data,
}: RunIdentity['environments'][number]): string {
  const rows = data ? `, ${counted(data.rows, 'row')} of ${data.file}` : '';
  return `${name} (${embedded ? 'embedded API' : baseUrl}${writes ? '' : ', read only'}${rows})`;
}
