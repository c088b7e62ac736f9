import { expect, it } from 'vitest';
import type { CaseResult } from '../../src/judge/result.js';
import { uncheckedAuthentication } from '../../src/report/unchecked.js';

const result = (operation: string, status: string, reason?: string, rule = 'authentication/bearer-missing') =>
  ({ case: { operation, rule }, verdict: { status, ...(reason && { reason }) } }) as unknown as CaseResult;

it('Operations whose authentication nobody looked at are named', () => {
  const results = [
    result('A', 'skipped', 'the request carries no Bearer token'),
    result('A', 'passed', undefined, 'authentication/client-id-missing'),
    result('B', 'skipped', 'the request carries no credential that is known'),
    result('C', 'errored', 'no answer came back'),
    result('D', 'skipped', 'it does without a credential (credentials: none in contract.yaml)'),
    result('E', 'failed'),
    result('F', 'skipped', 'x', 'request/post-only'),
  ];
  expect(uncheckedAuthentication({ results })).toBe('authentication: 2 operations unchecked: B and C');
});

it('Of many the first three are named', () => {
  const results = ['A', 'B', 'C', 'D', 'E'].map((name) => result(name, 'skipped', 'x'));
  expect(uncheckedAuthentication({ results })).toBe(
    'authentication: 5 operations unchecked: A, B, C and 2 more',
  );
});

it('Nothing is said where all are checked, or none was asked for', () => {
  expect(uncheckedAuthentication({ results: [result('A', 'passed')] })).toBeUndefined();
  expect(uncheckedAuthentication({ results: [] })).toBeUndefined();
});
