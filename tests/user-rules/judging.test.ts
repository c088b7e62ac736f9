import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Verdict } from '../../src/contract/verdict.js';
import type { RunResult } from '../../src/judge/result.js';
import { renderJunit } from '../../src/report/junit.js';
import { renderSummary } from '../../src/report/summary.js';
import { type OtherApi, startOtherApi } from '../other-api/api.js';
import { BOOKS, workspaceOf } from '../other-api/workspace.js';
import { AT_FAULT, FAILING, HOLDING } from './sources.js';
import { example, fileOf, runOwn } from './workspace.js';

let api: OtherApi;
let result: RunResult;

beforeAll(async () => {
  api = await startOtherApi();
  const workspace = workspaceOf(BOOKS, {
    'tests/rules/holding.ts': fileOf(HOLDING),
    'tests/rules/failing.ts': fileOf(FAILING),
    'tests/rules/at-fault.ts': fileOf(AT_FAULT),
    'tests/rules/request-id.ts': example(),
  });
  result = await runOwn(api, workspace);
});
afterAll(() => api.close());

function verdictOf(rule: string, { results } = result): Verdict {
  const found = results.find((candidate) => candidate.case.rule === rule);
  if (!found) throw new Error(`no case of ${rule}`);
  return found.verdict;
}

describe('An assertion of an own rule', () => {
  it.each(['own/title', 'own/twice'])('that holds is a pass: %s', (rule) => {
    expect(verdictOf(rule)).toMatchObject({ status: 'passed' });
  });

  it('that throws is a finding, with what was expected and the line that it stands in', () => {
    expect(result.exitCode).toBe(1);
    expect(verdictOf('own/copies')).toMatchObject({
      status: 'failed',
      finding: {
        expected: '3',
        received: '2 (copies: expected 2 to be 3 // Object.is equality)',
        advice: 'The assertion stands at tests/rules/failing.ts:5.',
      },
    });
  });

  it('that is negated expects what the rule says', () => {
    expect(verdictOf('own/added')).toMatchObject({
      finding: {
        expected: 'Nothing is ever added.',
        received: 'expected 201 not to be 201 // Object.is equality',
      },
    });
  });

  it('may be one of node:assert, and stand in a rule of another kind', () => {
    expect(verdictOf('own/extra-header')).toMatchObject({
      status: 'failed',
      finding: { expected: '200', sent: 'the valid request with a header more' },
    });
  });

  it('is a problem of its own in the reports, which name the file of its rule', () => {
    expect(result.problems.map(({ rule }) => rule).sort()).toEqual([
      'own/added',
      'own/copies',
      'own/extra-header',
    ]);
    expect(result.identity.userRules).toContainEqual(
      expect.objectContaining({ id: 'own/copies', file: 'tests/rules/failing.ts' }),
    );
    for (const report of [[...renderJunit(result)].join(''), renderSummary(result)]) {
      expect(report).toContain('copies: expected 2 to be 3');
      expect(report).toMatch(/a rule of this workspace .*tests\/rules\/failing\.ts/);
    }
  });
});

describe('A defect of an own rule', () => {
  it.each([
    ['own/broken', /own\/broken \(tests\/rules\/at-fault\.ts:3\) is at fault, .* it threw SyntaxError/],
    ['own/late', /own\/late \(tests\/rules\/at-fault\.ts\) .*a promise/],
    ['own/odd', /own\/odd .*type boolean instead of a judgement/],
    ['own/probe', /own\/probe .*threw RangeError: no change/],
    ['own/steps', /own\/steps .*threw RangeError: no step/],
  ])('is no finding: %s has errored, and names its file', (rule, reason) => {
    expect(verdictOf(rule)).toMatchObject({ status: 'errored', reason: expect.stringMatching(reason) });
  });
});

describe('The example that ships', () => {
  it('says nothing of answers without a request_id', () => {
    expect(verdictOf('own/request-id').status).toBe('skipped');
  });

  it('fails where a request_id is an e-mail address', async () => {
    api.instead = ({ send }) => {
      send(200, { request_id: 'ada@example.com' });
      return true;
    };
    const bad = await runOwn(api, workspaceOf(BOOKS, { 'tests/rules/request-id.ts': example() }));
    expect(verdictOf('own/request-id', bad).status).toBe('failed');
  });
});
