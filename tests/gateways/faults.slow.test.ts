import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Contract } from '../../src/contract/model.js';
import { faults } from '../../src/reference-api/faults/index.js';
import { launchReferenceApi, type ReferenceApi } from '../../src/reference-api/launch.js';
import { newmanHost } from '../newman-host.js';
import { needs } from './gateway.js';
import { KINDS } from './kinds.js';
import { behind, referenceContract, runOn } from './run-behind.js';

const host = newmanHost(20_000);

/** A credential that is not asked for, a wrong status, a dropped field, 200 for an error, a leaked trace. */
const PLANTED = {
  'bearer-optional-for-models': 'Models / List models',
  'created-answers-200': 'Customers / Create a customer',
  'field-missing': 'Customers / Get a customer',
  'unknown-resource-answers-empty-200': 'Attributes / Get an attribute',
  'stack-trace-of-php': 'Attributes / Create an attribute',
};

let api: ReferenceApi;
let contract: Contract;
beforeAll(async () => {
  [api, contract] = await Promise.all([
    launchReferenceApi({ faults: Object.keys(PLANTED) }),
    referenceContract(),
  ]);
});
afterAll(() => api.close());

for (const kind of KINDS)
  it(`Behind ${kind.name}, each fault of the API is found and named`, async (context) => {
    needs(kind, context);
    const gateway = await behind(kind, api);
    try {
      const { problems } = await runOn(gateway, contract, host, { operations: Object.values(PLANTED) });
      const found = problems.flatMap(({ rule, operations }) => operations.map((one) => `${rule}: ${one}`));
      const planted = Object.entries(PLANTED).map(
        ([name, operation]) => `${faults.find((fault) => fault.name === name)?.rule}: ${operation}`,
      );
      expect(found).toEqual(expect.arrayContaining(planted));
      expect(problems.every(({ finding }) => !finding.received.includes('gateway'))).toBe(true);
    } finally {
      await gateway.close();
    }
  });
