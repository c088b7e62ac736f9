import { expect, it } from 'vitest';
import type { Json } from '../../src/contract/json.js';
import { sampleOf } from '../../src/plan/sample.js';
import { isolation } from '../../src/rules/environment/isolation.js';
import type { View } from '../../src/rules/rule.js';
import { unknownResource } from '../../src/rules/status/unknown-resource.js';
import { item, load, script, shop, url } from '../contract-loading/workspace.js';

const CHOOSES = script('prerequest', 'pm.collectionVariables.set("traitKey", "t" + Date.now());');

/** Views of an operation that puts a thing under a key of the client's choice, and of one that gets it. */
async function views(): Promise<Record<string, View>> {
  const at = (verb: string): Json => url('traits', '{{traitKey}}', verb);
  const contract = await load(
    shop([
      item('Create trait', { event: [CHOOSES] }, { url: at('put') }),
      item('Get trait', {}, { url: at('get') }),
    ]),
  );
  return Object.fromEntries(
    contract.operations.map((operation): [string, View] => [
      operation.name,
      {
        contract,
        operation,
        environment: 'sandbox',
        writes: true,
        other: 'production',
        sample: sampleOf(operation, 'https://localhost/{CLIENT_ID}'),
      },
    ]),
  );
}

const plans = (planned: ReturnType<typeof isolation.plan | typeof unknownResource.plan>): number =>
  'skip' in planned ? 0 : planned.length;

it('An identifier that a request makes up itself names nothing that should exist', async () => {
  const { 'Create trait': create, 'Get trait': get } = await views();
  if (!create || !get) throw new Error('no operations');
  expect(plans(unknownResource.plan(create))).toBe(0);
  expect(plans(unknownResource.plan(get))).toBe(1);
  expect(plans(isolation.plan(create))).toBe(0);
  expect(plans(isolation.plan(get))).toBe(1);
});
