import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import type { Waiver } from '../../src/contract/model.js';
import { REFERENCE } from '../../src/contract/promises.js';
import type { Finding } from '../../src/contract/verdict.js';
import { Waivers } from '../../src/judge/waive.js';
import { plan } from '../../src/plan/plan.js';
import { EVERYTHING, type Settings } from '../../src/settings/settings.js';
import { BOOKS, workspaceOf } from '../other-api/workspace.js';
import { caseOf, exchangeOf, failed, passed } from '../report/run-result.js';

const NO_ENVIRONMENT: Settings = { environments: [], timeout: 1, retries: 0, profile: 'manual' };
const TODAY = '2027-01-31';
const waiver = (more: Partial<Waiver> = {}): Waiver => ({
  rule: 'authentication/bearer-missing',
  operation: 'Things / Make a thing',
  environment: 'sandbox',
  until: TODAY,
  owner: 'Ada',
  reason: 'ticket 7',
  place: 'collections/contract.yaml:3:5',
  ...more,
});

const failing = (finding: Partial<Finding> = {}) => caseOf(failed({ exchange: exchangeOf(), ...finding }));
const fingerprintOf = (finding?: Partial<Finding>): string => {
  const [result] = new Waivers([], TODAY, REFERENCE.errors).applied([failing(finding)]);
  return (result?.verdict.status === 'failed' && result.verdict.finding.fingerprint) || '';
};
const statusWith = (given: Waiver, finding?: Partial<Finding>): string | undefined =>
  new Waivers([given], TODAY, REFERENCE.errors).applied([failing(finding)])[0]?.verdict.status;

describe('A waiver', () => {
  it('waives the failure that it names, up to the end of its last day', () => {
    expect(statusWith(waiver())).toBe('waived');
    expect(statusWith(waiver({ until: '2027-01-30' }))).toBe('failed');
  });

  it.each<[string, Partial<Waiver>]>([
    ['rule', { rule: 'response/*' }],
    ['operation', { operation: 'Things / Get a thing' }],
    ['environment', { environment: 'production' }],
  ])('waives nothing of another %s', (_name, more) => {
    expect(statusWith(waiver(more))).toBe('failed');
  });

  it('without an operation waives only what belongs to none', () => {
    const { operation: _, ...rest } = waiver();
    expect(statusWith(rest)).toBe('failed');
    const results = new Waivers([rest], TODAY, REFERENCE.errors).applied([
      caseOf(failed(), { operation: null }),
    ]);
    expect(results[0]?.verdict.status).toBe('waived');
  });

  it.each<[string, Partial<Finding>]>([
    ['status', { exchange: exchangeOf({ status: 500 }) }],
    ['error code', { exchange: exchangeOf({ answer: '{"error_code":"oops","error_type":"api"}' }) }],
    ['place', { at: '$.email' }],
    ['cause', { cause: 'refused' }],
    ['further violation', { kinds: ['$.a required'] }],
  ])('with a fingerprint leaves a failure with another %s', (_name, finding) => {
    const fingerprint = fingerprintOf();
    expect(statusWith(waiver({ fingerprint }))).toBe('waived');
    expect(statusWith(waiver({ fingerprint }), finding)).toBe('failed');
  });

  it('takes the same failure with other values, ids and times for the same', () => {
    const one = { at: '$.items[0].id', cause: 'no answer at 12:03:44, cus_4f2 "Ada"' };
    const two = { at: '$.items[7].id', cause: 'no answer at 09:10:00, cus_9x1 "Bob"' };
    expect(fingerprintOf(one)).toBe(fingerprintOf(two));
  });

  it('that is over says in the finding whose it was, and since when', () => {
    const waivers = new Waivers([waiver({ until: '2026-12-24' })], TODAY, REFERENCE.errors);
    const results = waivers.applied([failing()]);
    expect(results[0]?.verdict).toMatchObject({
      finding: { advice: 'It was waived until 2026-12-24 by Ada: ticket 7.' },
    });
    expect(waivers.notes(results)[0]).toContain('ended on 2026-12-24');
  });

  it('that matches nothing is told, where its case was judged', () => {
    const waivers = new Waivers([waiver(), waiver({ rule: 'status/success' })], TODAY, REFERENCE.errors);
    const notes = waivers.notes(waivers.applied([caseOf(passed())]));
    expect(notes).toHaveLength(1);
    expect(notes[0]).toContain('matches nothing that failed');
  });
});

it('An unknown rule in contract.yaml is refused with its place and the nearest name', async () => {
  const contract = await loadContract({ workspace: workspaceOf(BOOKS) });
  const named = {
    names: 'rule',
    pattern: 'authentication/bearer-mising',
    place: 'collections/contract.yaml:3:5',
  } as const;
  const config = { ...contract.config, named: [named] };
  expect(() => plan({ ...contract, config }, NO_ENVIRONMENT, EVERYTHING)).toThrow(
    /CONFIG_INVALID collections\/contract.yaml:3:5: .*Did you mean "authentication\/bearer-missing"/,
  );
});
