import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Contract } from '../../src/contract/model.js';
import type { RunResult } from '../../src/judge/result.js';
import { launchReferenceApi, type ReferenceApi } from '../../src/reference-api/launch.js';
import { newmanHost } from '../newman-host.js';
import { missing } from './gateway.js';
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

/** The cases that end otherwise than on the bare API, each kind once. */
function deviations(result: RunResult): string[] {
  const before = new Map(bare.results.map(({ case: { id }, verdict }) => [id, verdict.status]));
  const kinds = result.results.flatMap(({ case: { id, rule }, verdict }) =>
    before.get(id) === verdict.status
      ? []
      : [
          `${rule}: ${verdict.status} for ${before.get(id)}, ${verdict.status === 'failed' ? verdict.finding.cause : 'reason' in verdict ? verdict.reason : ''}`,
        ],
  );
  return [...new Set(kinds)].sort();
}

describe.each(KINDS)('Behind $name', (kind) => {
  it.skipIf(missing(kind) !== undefined)('the verdicts are those of the bare API', async () => {
    const gateway = await behind(kind, api);
    try {
      const result = await runOn(gateway, contract, host);
      console.log(kind.name, JSON.stringify(result.counts), result.notes, deviations(result));
      for (const p of result.problems)
        console.log(
          p.rule,
          '|',
          p.finding.cause,
          '|',
          p.finding.received,
          '|',
          p.operations.length,
          p.cases.length,
          p.rules.join(' '),
          p.environments.join(),
        );
      expect(deviations(result)).toEqual([]);
    } finally {
      await gateway.close();
    }
  });
});
