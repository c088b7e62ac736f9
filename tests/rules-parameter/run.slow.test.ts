import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import type { Contract } from '../../src/contract/model.js';
import type { RunResult } from '../../src/judge/result.js';
import { run } from '../../src/run.js';
import { EVERYTHING } from '../../src/settings/settings.js';
import { newmanHost } from '../newman-host.js';
import { type OtherApi, startOtherApi } from '../other-api/api.js';
import { settingsOf, workspaceOf } from '../other-api/workspace.js';
import { type Manners, ORDERS, ORDERS_FILES, orders, type Wrong } from './orders.js';

const host = newmanHost();

let api: OtherApi;
let contract: Contract;
beforeAll(async () => {
  api = await startOtherApi();
  contract = await loadContract({ workspace: workspaceOf(ORDERS, ORDERS_FILES) });
});
afterAll(() => api.close());

async function runOrders(wrong: readonly Wrong[], manners?: Manners): Promise<RunResult> {
  api.instead = orders(wrong, manners);
  return run({
    contract,
    settings: settingsOf(api, { environments: ['sandbox'] }),
    selection: { ...EVERYTHING, rules: ['parameter/*'], operations: ['Place an order'] },
    host,
  });
}

const failedIn = ({ results }: RunResult): string[] =>
  results
    .filter(({ verdict }) => verdict.status === 'failed')
    .map((result) => `${result.case.rule.split('/')[1]} ${result.case.variation}`);

describe('An API that checks what its request schema says', () => {
  const manners: readonly (readonly [title: string, Manners])[] = [
    ['in one order, and takes any text', {}],
    ['in another order, and refuses odd texts and unknown fields', { reversed: true, picky: true }],
  ];
  it.each(manners)('%s, raises no finding', async (_title, own) => {
    const result = await runOrders([], own);
    expect(failedIn(result)).toEqual([]);
    expect(result.counts).toMatchObject({ errored: 0, skipped: 0 });
    expect(result.counts.passed).toBeGreaterThan(60);
  });
});

describe('What an API of orders lacks is found by rule and field, and nothing else is', () => {
  const faults: readonly (readonly [Wrong, readonly string[]])[][] = [
    [
      ['mail is there', ['required mail']],
      ['mail is short enough', ['length mail one too long']],
      ['priority is known', ['enum priority unknown value', 'enum priority other case']],
      ['items are some', ['length items no item', 'length items one item too many']],
      ['later items have a count', ['required items[1].count']],
      ['count is at most nine', ['range items[0].count one above', 'range items[1].count one above']],
      ['takes any book', ['unknown-reference book']],
      ['breaks at emoji', ['unicode note']],
      ['breaks at long texts', ['overlong note']],
      ['breaks at depth', ['the body', 'items[0]', 'items[1]'].map((at) => `deep-nesting ${at}`)],
    ],
    [
      ['mail is an address', ['format mail email']],
      ['items are there', ['required items']],
      ['first item has a count', ['required items[0].count']],
      ['count is over zero', ['range items[0].count one below', 'range items[1].count one below']],
      ['code has its form', ['pattern items[0].code', 'pattern items[1].code']],
      ['takes a mail twice', ['duplicate mail']],
      ['breaks at unknown fields', ['unknown-field the body', 'deep-nesting the body']],
      ['escapes markup', ['special-characters note']],
    ],
    [
      [
        'mail is text',
        ['null mail', ...['number', 'boolean', 'object', 'array'].map((name) => `type mail ${name}`)],
      ],
      ['breaks at quotes', ['special-characters note']],
    ],
  ];
  it.each(faults.map((each) => [each.map(([wrong]) => wrong).join('; '), each] as const))(
    '%s',
    async (_title, each) => {
      const found = failedIn(await runOrders(each.map(([wrong]) => wrong)));
      expect(found.sort()).toEqual(each.flatMap(([, expected]) => expected).sort());
    },
  );
});
