import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { renderJunit } from '../../src/report/junit.js';
import { renderSummary } from '../../src/report/summary.js';
import { type OtherApi, startOtherApi } from '../other-api/api.js';
import { BOOKS, workspaceOf } from '../other-api/workspace.js';
import { booksWith, example, resultOf, runOwn } from './workspace.js';

let api: OtherApi;
beforeAll(async () => {
  api = await startOtherApi();
});
beforeEach(() => {
  api.instead = undefined;
});
afterAll(() => api.close());

describe('An assertion of an own rule', () => {
  it('that holds on every answer passes', async () => {
    const workspace = booksWith(`export const title = defineRule({
      id: 'own/title',
      says: 'A book that was added has the title that was sent.',
      when: ({ valid, answer }) => valid && answer.status === 201,
      judge({ answer, request }) {
        expect(answer.header('Content-Type')).toContain('json');
        expect(answer.value('book.title')).toBe(request.value('title'));
        expect(answer.json).toEqual({ book: expect.objectContaining({ copies: 2 }) });
      },
    });`);
    const result = await runOwn(api, workspace);
    expect(result.exitCode).toBe(0);
    expect(resultOf(result, 'own/title').verdict.status).toBe('passed');
    expect(result.identity.userRules).toMatchObject([{ id: 'own/title', file: 'tests/rules/own.ts' }]);
  });

  it('that throws is a finding, in the reports with the file that it stands in', async () => {
    const result = await runOwn(
      api,
      booksWith(`
export const copies = defineRule({
  id: 'own/copies', says: 'Three copies are there.', when: ({ valid, answer }) => valid && answer.status === 201,
  judge({ answer }) {
    expect(answer.value('book.copies'), 'copies').toBe(3);
  },
});
export const added = defineRule({
  id: 'own/added', says: 'Nothing is ever added.',
  judge: ({ answer }) => expect(answer.status).not.toBe(201),
});`),
    );
    expect(result.exitCode).toBe(1);
    const [copies, added] = ['own/copies', 'own/added'].map((id) => resultOf(result, id).verdict);
    expect(copies).toMatchObject({
      status: 'failed',
      finding: {
        expected: '3',
        received: '2 (copies: expected 2 to be 3 // Object.is equality)',
        advice: 'The assertion stands at tests/rules/own.ts:6.',
      },
    });
    expect(added).toMatchObject({
      finding: {
        expected: 'Nothing is ever added.',
        received: 'expected 201 not to be 201 // Object.is equality',
      },
    });
    expect(result.problems.map(({ rule }) => rule).sort()).toEqual(['own/added', 'own/copies']);
    for (const report of [renderJunit(result), renderSummary(result)]) {
      expect(report).toContain('copies: expected 2 to be 3');
      expect(report).toMatch(/a rule of this workspace .*tests\/rules\/own\.ts/);
    }
  });

  it('may be one of node:assert, and stand in a rule of another kind', async () => {
    const result = await runOwn(
      api,
      booksWith(`import { strictEqual } from 'node:assert';
import { answerOf, HOLDS } from 'contract-suite';
export const extra = defineRule({
  kind: 'probe', id: 'own/extra-header', says: 'A header more changes nothing.',
  plan: () => [{
    sends: 'the valid request with a header more', expects: 'success',
    change: (request) => ({ ...request, headers: [...request.headers, ['X-More', '1']] }),
  }],
  judge(exchange) {
    strictEqual(answerOf(exchange)?.status, 200);
    return HOLDS;
  },
});
export const twice = defineRule({
  kind: 'scenario', id: 'own/twice', says: 'It can be sent on its own.',
  plan: ({ operation }) => [{
    after: [], uses: [],
    *run() {
      const exchange = yield { operation, sends: 'the valid request' };
      expect(answerOf(exchange)?.status).toBe(201);
      return HOLDS;
    },
  }],
});`),
    );
    expect(resultOf(result, 'own/extra-header').verdict).toMatchObject({
      status: 'failed',
      finding: { expected: '200', sent: 'the valid request with a header more' },
    });
    expect(resultOf(result, 'own/twice').verdict.status).toBe('passed');
  });
});

describe('A defect of an own rule', () => {
  it('is no finding: the case has errored and names the file, and the others are judged', async () => {
    const result = await runOwn(
      api,
      booksWith(`
export const broken = defineRule({ id: 'own/broken', says: 'Broken.', judge({ answer }) {
  JSON.parse(answer.text + '!');
} });
export const late = defineRule({ id: 'own/late', says: 'Late.', judge: (async () => { throw new Error('late'); }) as never });
export const odd = defineRule({ id: 'own/odd', says: 'Odd.', judge: (() => true) as never });
export const probe = defineRule({
  kind: 'probe', id: 'own/probe', says: 'Probe.',
  plan: () => [{ sends: 'x', expects: 'success', change: () => { throw new RangeError('no change'); } }],
  judge: () => ({ holds: true }),
});
export const steps = defineRule({
  kind: 'scenario', id: 'own/steps', says: 'Steps.',
  plan: ({ operation }) => [{ after: [], uses: [], *run() {
    yield { operation, sends: 'x', change: () => { throw new RangeError('no step'); } };
    return { holds: true };
  } }],
});
export const fine = defineRule({ id: 'own/fine', says: 'Fine.', judge() {} });`),
    );
    expect(result.exitCode).toBe(3);
    expect(result.counts).toMatchObject({ passed: 1, failed: 0, errored: 5 });
    const reasons: Record<string, RegExp> = {
      'own/broken': /own\/broken \(tests\/rules\/own\.ts:4\) is at fault, not the API: it threw SyntaxError/,
      'own/late': /own\/late \(tests\/rules\/own\.ts\) .*a promise/,
      'own/odd': /own\/odd .*type boolean instead of a judgement/,
      'own/probe': /own\/probe .*threw RangeError: no change/,
      'own/steps': /own\/steps .*threw RangeError: no step/,
    };
    for (const [rule, reason] of Object.entries(reasons)) {
      expect(resultOf(result, rule).verdict).toMatchObject({
        status: 'errored',
        reason: expect.stringMatching(reason),
      });
    }
  });
});

describe('The example that ships', () => {
  const workspace = (): string => workspaceOf(BOOKS, { 'tests/rules/request-id.ts': example() });

  it('says nothing of answers without a request_id', async () => {
    const result = await runOwn(api, workspace());
    expect(resultOf(result, 'own/request-id').verdict.status).toBe('skipped');
  });

  it('fails where a request_id is an e-mail address', async () => {
    api.instead = ({ send }) => {
      send(200, { request_id: 'ada@example.com' });
      return true;
    };
    expect(resultOf(await runOwn(api, workspace()), 'own/request-id').verdict.status).toBe('failed');
  });
});
