import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import type { RunResult } from '../../src/judge/result.js';
import { run } from '../../src/run.js';
import { EVERYTHING } from '../../src/settings/settings.js';
import { newmanHost } from '../newman-host.js';
import { type Call, type OtherApi, startOtherApi } from '../other-api/api.js';
import { BOOKS, settingsOf, workspaceOf } from '../other-api/workspace.js';

const host = newmanHost();

let api: OtherApi;
beforeEach(async () => {
  api = await startOtherApi();
});
afterEach(() => api.close());

const READING = 'operations:\n  Books / Find:\n    changes: false\n';

async function runBooks(): Promise<RunResult> {
  const contract = await loadContract({
    workspace: workspaceOf(BOOKS, { 'collections/contract.yaml': READING }),
  });
  const settings = { ...settingsOf(api, { environments: ['sandbox'] }), retries: 0 };
  return run({ contract, settings, selection: EVERYTHING, host });
}

/** Answers otherwise from a request on. */
function from(first: number, otherwise: (call: Call) => boolean | Promise<boolean>) {
  let count = 0;
  return (call: Call) => {
    count += 1;
    return count < first ? false : otherwise(call);
  };
}

const counted = ({ results }: RunResult, status: string): string[] =>
  results.flatMap(({ verdict }) => (verdict.status === status && 'reason' in verdict ? verdict.reason : []));

describe('An environment that is lost on the way', () => {
  it('is the first problem, with what was sent last, where nobody is there any more', async () => {
    api.instead = from(150, async (call) => {
      await api.stop('sandbox');
      call.response.destroy();
      return true;
    });
    const { problems, ...result } = await runBooks();
    const [first] = problems;
    expect(first?.rule).toBe('status/no-server-error');
    expect(first?.finding.received).toMatch(
      /^the connection .* since \d\d:\d\d:\d\d UTC; until .* it answered$/,
    );
    expect(first?.finding.exchange?.request.target).toMatch(/^\//);
    expect(first?.finding.trail?.length).toBeGreaterThan(0);
    expect(counted({ problems, ...result }, 'errored').join('\n')).toMatch(/sandbox cannot be reached/);
    expect(result.exitCode).not.toBe(0);
  });

  it('is the first problem where a gateway answers for it, and nothing else is blamed', async () => {
    api.instead = from(150, (call) => {
      call.send(502, 'Bad Gateway');
      return true;
    });
    const { problems } = await runBooks();
    expect(problems[0]?.finding.received).toMatch(/^everything is answered 502 since/);
    expect(problems.filter(({ rule }) => !rule.startsWith('status/'))).toEqual([]);
  });

  it('is no loss where one operation alone is down', async () => {
    api.instead = (call) => {
      if (!call.path.endsWith(':find')) return false;
      call.send(502, 'Bad Gateway');
      return true;
    };
    const { problems } = await runBooks();
    expect(problems.map(({ finding }) => finding.cause).join()).not.toMatch(/lost on the way/);
  });
});

describe('An environment that is reset on the way', () => {
  it('is one problem that says since when; what was set up before is not judged, and what is new is', async () => {
    api.instead = from(150, () => {
      api.reset('sandbox');
      api.instead = undefined;
      return false;
    });
    const { problems, ...result } = await runBooks();
    expect(problems.map(({ finding }) => finding.cause)).toEqual(['the environment was reset on the way']);
    expect(problems[0]?.finding.received).toMatch(
      /^all that was created before is unknown, .* since \d\d:\d\d:\d\d UTC; until .* it was created$/,
    );
    expect(counted({ problems, ...result }, 'skipped').join('\n')).toMatch(/^sandbox was reset before/m);
    expect(result.counts.passed).toBeGreaterThan(100);
  });

  it('is not reset where one thing alone is lost', async () => {
    api.instead = (call) => {
      if (!call.path.endsWith(':rename')) return false;
      call.send(404, { error_code: 'no_such_book', error_type: 'not_found' });
      return true;
    };
    const { problems } = await runBooks();
    expect(problems.map(({ finding }) => finding.cause).join()).not.toMatch(/on the way/);
    expect(problems.map(({ rule }) => rule)).toContain('status/success');
  });
});

describe('Credentials that are lost on the way', () => {
  it('are one problem that says since when; what needs them is not judged', async () => {
    api.instead = from(150, (call) => {
      call.send(401, { error_code: 'token_invalid', error_type: 'authentication' });
      return true;
    });
    const { problems, ...result } = await runBooks();
    expect(problems[0]?.finding.cause).toBe('the credentials were lost on the way');
    expect(problems[0]?.finding.received).toMatch(/^status 401 .* since \d\d:\d\d:\d\d UTC; until/);
    expect(problems).toHaveLength(1);
    expect(counted({ problems, ...result }, 'skipped').join('\n')).toMatch(/are refused with 401 since/);
  });

  it('are not lost where one operation alone refuses them', async () => {
    api.instead = (call) => {
      if (!call.path.endsWith(':find')) return false;
      call.send(401, { error_code: 'token_invalid', error_type: 'authentication' });
      return true;
    };
    const { problems } = await runBooks();
    expect(problems.map(({ finding }) => finding.cause).join()).not.toMatch(/lost on the way/);
    expect(problems.map(({ rule }) => rule)).toContain('status/success');
  });
});
