import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Contract } from '../../src/contract/model.js';
import { launchReferenceApi, type ReferenceApi } from '../../src/reference-api/launch.js';
import { newmanHost } from '../newman-host.js';
import { needs } from './gateway.js';
import { KINDS } from './kinds.js';
import { behind, referenceContract, runOn } from './run-behind.js';

const host = newmanHost(20_000);

let api: ReferenceApi;
let contract: Contract;
beforeAll(async () => {
  [api, contract] = await Promise.all([launchReferenceApi(), referenceContract()]);
});
afterAll(() => api.close());

for (const kind of KINDS)
  it(`Behind ${kind.name}, a back end that is restarted on the way is blamed for that alone`, async (context) => {
    needs(kind, context);
    const gateway = await behind(kind, api);
    const [sandbox] = gateway.bridges;
    let restarted = false;
    if (sandbox)
      sandbox.heard = (count) => {
        if (count !== 400) return;
        restarted = true;
        void sandbox.down().then(() => setTimeout(() => void sandbox.up(), 300));
      };
    try {
      const selection = { operations: ['Customers / *', 'Attributes / *'] };
      const { problems, counts } = await runOn(gateway, contract, host, selection, { only: ['sandbox'] });
      expect(restarted).toBe(true);
      for (const { finding } of problems)
        expect(finding.received).toMatch(/not by the API$|it answered$|^no answer|^status 500$/);
      expect(counts.passed).toBeGreaterThan(100);
    } finally {
      await gateway.close();
    }
  });
