import type { EnvironmentName } from '../../src/contract/exchange.js';
import { loadContract } from '../../src/contract/load.js';
import type { RunResult } from '../../src/judge/result.js';
import { run } from '../../src/run.js';
import { EVERYTHING } from '../../src/settings/settings.js';
import { type Call, type OtherApi, startOtherApi } from '../other-api/api.js';
import { BOOKS, settingsOf, workspaceOf } from '../other-api/workspace.js';

/** Enough of them for an operation to be asked some twenty times. */
const RULES = [
  'collection/*',
  'status/*',
  'response/*',
  'request/content-*',
  'request/post-only',
  'authentication/client-id-missing',
];

/** How an operation answers, whatever it is asked. */
export type Manner = (call: Call) => void;

/** The books, and beside them an operation for each manner: `Odd / <its name>`. */
function collectionWith(names: readonly string[], scripts: Readonly<Record<string, string>> = {}) {
  const odd = names.map((name) => ({
    name,
    event: [
      {
        listen: 'test',
        script: { type: 'text/javascript', exec: [scripts[name] ?? "pm.test('is answered', () => {});"] },
      },
    ],
    request: {
      method: 'POST',
      header: [{ key: 'Content-Type', value: 'application/json' }],
      url: { raw: `{{baseUrl}}/odd/${slug(name)}`, host: ['{{baseUrl}}'], path: ['odd', slug(name)] },
      body: { mode: 'raw', raw: '{"limit":1}' },
    },
  }));
  return { ...BOOKS, item: [...BOOKS.item, { name: 'Odd', item: odd }] };
}

const slug = (name: string): string => name.replaceAll(/\W+/g, '-');

/**
 * An API that has an operation for each manner and for each script, and a workspace that asks it.
 *
 * @public the bench loads it by name
 */
export async function startOdd(
  manners: Readonly<Record<string, Manner>>,
  scripts: Readonly<Record<string, string>> = {},
): Promise<{ own: OtherApi; workspace: string }> {
  const own = await startOtherApi();
  const bySlug = new Map(Object.entries(manners).map(([name, manner]) => [slug(name), manner]));
  own.instead = (call) => {
    const [, name = ''] = /\/odd\/([^/]+)$/.exec(call.path) ?? [];
    const manner = bySlug.get(name);
    if (manner) manner(call);
    else if (name !== '') call.send(200, {});
    return manner !== undefined || name !== '';
  };
  const names = [...new Set([...Object.keys(manners), ...Object.keys(scripts)])];
  return { own, workspace: workspaceOf(collectionWith(names, scripts)) };
}

/** One run, in sandbox if nothing else is said, with an operation for each manner and for each script. */
export async function runWith(
  manners: Readonly<Record<string, Manner>>,
  scripts: Readonly<Record<string, string>> = {},
  timeout = 800,
  environments: readonly EnvironmentName[] = ['sandbox'],
  rules = RULES,
): Promise<RunResult> {
  const { own, workspace } = await startOdd(manners, scripts);
  try {
    const contract = await loadContract({ workspace });
    const settings = settingsOf(own, { environments, timeout });
    return await run({
      contract,
      settings: { ...settings, retries: 0 },
      selection: { ...EVERYTHING, rules },
    });
  } finally {
    await own.close();
  }
}

/** How a rule's first case on an operation ended, and what it says. */
export function verdictOf(result: RunResult, operation: string, rule: string): string {
  const found = result.results.find(
    ({ case: { operation: on, rule: by } }) => on === operation && by === rule,
  );
  if (!found) return 'not planned';
  const { verdict } = found;
  if (verdict.status === 'failed') return `failed: ${verdict.finding.received}`;
  return 'reason' in verdict
    ? `${verdict.status}: ${verdict.reason}`
    : [verdict.status, ...verdict.notes].join(': ');
}

/** What of the books beside it did not hold, and how much did. */
export function booksOf({ results }: RunResult): { held: number; others: string[] } {
  const books = results.filter(({ case: { operation } }) => operation?.startsWith('Books / '));
  const bad = books.filter(({ verdict: { status } }) => status === 'failed' || status === 'errored');
  return {
    held: books.filter(({ verdict }) => verdict.status === 'passed').length,
    others: bad.map(({ case: { id }, verdict: { status } }) => `${status}: ${id}`),
  };
}
