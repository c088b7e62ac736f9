import { expect, it } from 'vitest';
import type { Exchange } from '../../src/contract/exchange.js';
import { resourcesOf } from '../../src/contract/resources.js';
import { areNamed, identifierIn, identifierNames } from '../../src/rules/support/resource-steps.js';
import { item, load, script, shop } from '../contract-loading/workspace.js';

function answered(body: object): Exchange {
  const text = Buffer.from(JSON.stringify(body));
  return {
    id: 1,
    environment: 'sandbox',
    operation: 'Create trait',
    request: { method: 'POST', origin: 'https://x', target: '/', headers: [] },
    outcome: { kind: 'answer', status: 200, statusText: '', headers: [], body: text, size: text.length },
    startedAt: 0,
    duration: 1,
    retried: [],
  };
}

it('An identifier may be called as the answer that created it calls it', async () => {
  const keeps = script('test', 'pm.collectionVariables.set("traitKey", pm.response.json().trait.key);');
  const [resource] = resourcesOf(await load(shop([item('Create trait', { event: [keeps] })])));
  if (!resource) throw new Error('no resource');
  const made = { exchange: answered({ trait: { key: 'k1' } }), identifier: 'k1', values: {} };
  const other = { trait: { key: 'k2', title: 'T' } };
  expect(identifierIn(answered(other), identifierNames(resource))).toBeUndefined();
  expect(identifierIn(answered(other), identifierNames(resource, made))?.value).toBe('k2');
  expect(areNamed([{ key: 'k2' }], identifierNames(resource, made))).toBe(true);
  expect(areNamed([{ title: 'T' }], identifierNames(resource, made))).toBe(false);
});
