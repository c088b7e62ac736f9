import { describe, expect, it } from 'vitest';
import { newmanHost } from '../newman-host.js';
import { type Ran, ran, request } from './run-collection.js';

const ANSWERED = "pm.test('answered', () => pm.expect(pm.response.code).to.be.below(400));";
const JOURNEY = { rules: ['collection/*'] };
const impatient = newmanHost(700);

/** What a reader is told to do next, or has to know beside a verdict. */
function next({ result }: Ran, operation: string): string | readonly string[] | undefined {
  const found = result.results.find(({ case: planned }) => planned.operation === operation);
  if (found?.verdict.status === 'failed') return found.verdict.finding.advice;
  return found && 'notes' in found.verdict ? found.verdict.notes : undefined;
}

describe('A failed test is said to fail in Postman too', () => {
  it('where newman counted it: a test that fails, a script that throws', async () => {
    const run = await ran(
      [
        request('A', { test: "pm.test('no', () => pm.expect(1).to.equal(2));" }),
        request('B', { prerequest: 'nobody.knows();' }),
      ],
      JOURNEY,
    );
    expect(next(run, 'A')).toBe('Run the request in Postman: it fails there in the same way.');
    expect(next(run, 'B')).toBe('Run the request in Postman: it fails there in the same way.');
  });

  it('not where the suite kept a request of its script back', async () => {
    const lib =
      "pm.sendRequest('https://lib.example.net/', (error) => pm.test('has it', () => pm.expect(error).to.equal(null)));";
    const run = await ran([request('A', { test: lib }), request('B', { test: ANSWERED })], JOURNEY);
    expect(run.of('A')).toMatch(/^failed: “has it”/);
    expect(next(run, 'A')).toMatch(
      /^A request of its script was not sent: requests to https:\/\/lib\.example\.net are refused: .* In Postman it may hold\.$/,
    );
    expect(run.of('B')).toBe('passed');
  });

  it('not where newman breaks off: a promise that is rejected while nobody listens', async () => {
    const run = await ran(
      [
        request('A', { test: "pm.test('waits', async () => { await null; pm.expect(1).to.equal(2); });" }),
        request('B', { test: ANSWERED }),
      ],
      JOURNEY,
    );
    expect(run.of('A')).toMatch(
      /^failed: the script threw: unhandled rejection: AssertionError: expected 1 to equal 2/,
    );
    expect(next(run, 'A')).toMatch(/^newman itself breaks off at this/);
    expect(run.of('B')).toBe('passed');
  });

  it('and what newman does not count is told, and is no failure', async () => {
    const run = await ran(
      [
        request('A', {
          prerequest: "setTimeout(() => { throw new Error('by a timer'); }, 2);",
          test: ANSWERED,
        }),
        request('B', {
          test: `pm.sendRequest(pm.variables.get('baseUrl'), () => { throw new Error('behind a request'); });`,
        }),
      ],
      JOURNEY,
    );
    expect(run.of('A')).toBe('passed');
    expect(next(run, 'A')).toEqual([
      'thrown when the script was through, which newman does not count: by a timer',
    ]);
    expect(next(run, 'B')).toEqual([
      'thrown when the script was through, which newman does not count: behind a request',
    ]);
    expect(run.result.exitCode).toBe(0);
  });
});

describe('A script that waits longer than a request may take', () => {
  it.each([
    ['a timer', "setTimeout(() => pm.test('late', () => true), 60_000);"],
    ['a test', "pm.test('waits', (done) => setTimeout(done, 60_000));"],
    ['a request of its own', "pm.sendRequest(pm.variables.get('baseUrl') + '/silent', () => undefined);"],
    ['before its request', ''],
  ])('is no verdict, and those behind it are judged: %s', async (_what, test) => {
    const waits = test === '' ? { prerequest: 'setTimeout(() => {}, 60_000);', test: ANSWERED } : { test };
    const { of, arrived } = await ran(
      [request('A', { test: ANSWERED }), request('B', waits), request('C', { test: ANSWERED })],
      { ...JOURNEY, host: impatient, silent: ['/silent'] },
    );
    expect(of('A')).toBe('passed');
    expect(of('B')).toBe('errored: a script was still waiting when its time, --timeout, was over');
    expect(of('C')).toBe('passed');
    expect(arrived).toContain('GET /c');
  });
});

describe('A test that passes though the setup before it broke', () => {
  it('has passed, as newman says; one that fails is no verdict', async () => {
    const sets = "pm.environment.set('thing', 'of-a');";
    const url = '{{baseUrl}}/{{thing}}';
    const { of } = await ran(
      [
        request('A', { test: sets }),
        request('B', { test: "pm.test('any', () => true);" }, { url }),
        request('C', { test: "pm.test('none', () => pm.expect(1).to.equal(2));" }, { url }),
      ],
      {
        ...JOURNEY,
        answer: (text) =>
          text.startsWith('GET /a ')
            ? 'HTTP/1.1 404 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'
            : 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
      },
    );
    expect(of('B')).toBe('passed');
    expect(of('C')).toBe('errored: its setup broke: A answered 404');
  });
});

describe('What newman keeps of variables', () => {
  it('casts what a script sets to the type that the variable has', async () => {
    const values = [
      { key: 'count', value: '1', type: 'number' },
      { key: 'on', value: 'false', type: 'boolean' },
    ];
    const { of } = await ran(
      [
        request('A', {
          test: "pm.environment.set('count', '7'); pm.environment.set('on', 'true');",
        }),
        request('B', {
          test: "pm.test('cast', () => pm.expect([pm.environment.get('count'), pm.environment.get('on')]).to.eql([7, true]));",
        }),
      ],
      {
        ...JOURNEY,
        files: {
          'collections/sandbox.postman_environment.json': JSON.stringify({ name: 'sandbox', values }),
        },
      },
    );
    expect(of('B')).toBe('passed');
  });
});
