import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Contract } from '../../src/contract/model.js';
import type { CaseResult, RunResult } from '../../src/judge/result.js';
import { launchReferenceApi, type ReferenceApi } from '../../src/reference-api/launch.js';
import { newmanHost } from '../newman-host.js';
import { rowsUnder } from './documented.js';
import { needs, versionOf } from './gateway.js';
import { KINDS } from './kinds.js';
import { behind, referenceContract, runOn } from './run-behind.js';

const host = newmanHost(20_000);

let api: ReferenceApi;
let contract: Contract;
let bare: RunResult;
beforeAll(async () => {
  [api, contract] = await Promise.all([launchReferenceApi(), referenceContract()]);
  bare = await runOn(api, contract, host);
});
afterAll(() => api.close());

/** Its notes are about what other cases saw. */
const ADDED_UP = 'error/covered';

/** How a case ended and what was noted, without what is another one in each run. */
function told({ case: { rule }, verdict: { status, notes } }: CaseResult): string {
  const noted = rule === ADDED_UP ? [] : notes.map((note) => note.replace(/port \d+:? ?/, ''));
  return noted.length > 0 ? noted.join(', ') : status;
}

/** What ends otherwise than on the bare API, or is noted otherwise, as the page has it: each kind once. */
function deviations(name: string, { results }: RunResult): string[] {
  const before = new Map(bare.results.map((result) => [result.case.id, told(result)]));
  const rows = results.flatMap((result) => {
    const { id, rule, variation } = result.case;
    const cells = [before.get(id) ?? 'no such case', told(result)];
    const row = [name, `${rule}${variation === undefined ? '' : ` ${variation}`}`, ...cells];
    return cells[0] === cells[1] ? [] : [row.join(' | ')];
  });
  return [...new Set(rows)].sort();
}

describe.each(KINDS)('Behind $name', (kind) => {
  const own = (heading: string): string[][] => rowsUnder(heading).filter(([name]) => name === kind.name);

  it('the verdicts are those of the bare API, but for what docs/gateways.md lists', async (context) => {
    needs(kind, context);
    const gateway = await behind(kind, api);
    try {
      const result = await runOn(gateway, contract, host);
      expect(deviations(kind.name, result)).toEqual(
        own('Deviations')
          .map((row) => row.join(' | '))
          .sort(),
      );
      expect(result.problems).toEqual([]);
    } finally {
      await gateway.close();
    }
  });

  it('docs/gateways.md is about the version that is installed', (context) => {
    needs(kind, context);
    const [row] = own('Versions');
    expect(versionOf(kind).split('.').slice(0, 2)).toEqual(row?.[1]?.split('.').slice(0, 2));
  });
});
