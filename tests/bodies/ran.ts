import { afterAll, beforeAll } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import type { Contract } from '../../src/contract/model.js';
import type { CaseResult, RunResult } from '../../src/judge/result.js';
import { run } from '../../src/run.js';
import { EVERYTHING } from '../../src/settings/settings.js';
import { newmanHost } from '../newman-host.js';
import { type OtherApi, startOtherApi } from '../other-api/api.js';
import { settingsOf, workspaceOf } from '../other-api/workspace.js';

const RULES = ['authentication/*', 'request/*', 'parameter/*', 'status/*', 'error/*', 'response/*'];

/** An API and a contract of a collection; what the API does is chosen for each run. */
export function onApi(collection: unknown, files: Readonly<Record<string, string>> = {}) {
  const host = newmanHost();
  let api: OtherApi;
  let contract: Contract;
  beforeAll(async () => {
    api = await startOtherApi();
    contract = await loadContract({ workspace: workspaceOf(collection, files) });
  });
  afterAll(() => api.close());
  return async (
    instead: (api: OtherApi) => NonNullable<OtherApi['instead']>,
    chosen: { readonly rules?: readonly string[]; readonly operations?: readonly string[] } = {},
  ): Promise<RunResult> => {
    api.instead = instead(api);
    return run({
      contract,
      settings: settingsOf(api, { environments: ['sandbox'] }),
      selection: { ...EVERYTHING, rules: RULES, ...chosen },
      host,
    });
  };
}

const nameOf = ({ case: { operation, rule, variation } }: CaseResult): string =>
  `${operation} › ${rule}${variation === undefined ? '' : ` ${variation}`}`;

/** Cases that ended so, each with its reason where it has one. */
export function ended({ results }: RunResult, status: CaseResult['verdict']['status']): string[] {
  return results.flatMap((result) => {
    const { verdict } = result;
    if (verdict.status !== status || result.case.operation === undefined) return [];
    const why =
      verdict.status === 'failed' ? verdict.finding.received : 'reason' in verdict ? verdict.reason : '';
    return [why === '' ? nameOf(result) : `${nameOf(result)}: ${why}`];
  });
}

/** The rules of an operation that failed, each once, in order. */
export function failedRules({ results }: RunResult, operation: string): string[] {
  const failed = results.filter(
    ({ case: planned, verdict }) => planned.operation === operation && verdict.status === 'failed',
  );
  return [...new Set(failed.map(({ case: { rule } }) => rule))];
}

/** How one case ended, with its notes. */
export function caseOf(
  { results }: RunResult,
  operation: string,
  rule: string,
): CaseResult['verdict'] | undefined {
  return results.find(({ case: planned }) => planned.operation === operation && planned.rule === rule)
    ?.verdict;
}
