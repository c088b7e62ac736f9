import { describe, expect, it } from 'vitest';
import { ran, request } from './run-collection.js';

const ANSWERED = "pm.test('answered', () => pm.expect(pm.response.code).to.be.below(400));";

describe('Scripts that steer a run', () => {
  it('may leave a request unsent: its cases are skipped, those beside it are judged', async () => {
    const { of, arrived } = await ran([
      request('A', { test: ANSWERED }),
      request('B', {
        prerequest: 'pm.execution.skipRequest();',
        test: "pm.test('no', () => pm.expect(1).to.eql(2));",
      }),
      request('C', { test: ANSWERED }),
    ]);
    expect(arrived).not.toContain('GET /b');
    expect([of('A'), of('B'), of('C')]).toEqual(['passed', 'skipped: its script skipped it', 'passed']);
    expect(of('B', 'status/success')).toBe('skipped: its script skipped it');
    expect(of('C', 'status/success')).toBe('passed');
  });

  it('may name the next request by its id, as scripts of exported collections do', async () => {
    const { of, arrived } = await ran(
      [
        { ...request('A', { test: "pm.execution.setNextRequest('id-of-c');" }), id: 'id-of-a' },
        { ...request('B', { test: ANSWERED }), id: 'id-of-b' },
        { ...request('C', { test: ANSWERED }), id: 'id-of-c' },
      ],
      { rules: ['collection/*'] },
    );
    // The first one asks whether anybody is there.
    expect(arrived.slice(1)).toEqual(['GET /a', 'GET /c']);
    expect(of('B')).toBe("skipped: the collection's scripts pass over it");
    expect(of('C')).toBe('passed');
  });

  it('may clear the environment: what the suite gave stays', async () => {
    const { of, arrived } = await ran(
      [request('A', { test: 'pm.environment.clear();' }), request('B', { test: ANSWERED })],
      { rules: ['collection/*'] },
    );
    expect(arrived.slice(1)).toEqual(['GET /a', 'GET /b']);
    expect(of('B')).toBe('passed');
  });

  it('may test before the request: a failure there fails the case where no test stands behind it', async () => {
    const { of } = await ran(
      [
        request('A', {
          prerequest: "pm.test('settings are there', () => pm.expect(undefined).to.equal('x'));",
        }),
        request('B', { prerequest: "throw new Error('no settings');" }),
        request('C', { prerequest: 'pm.variables.set("a", 1);' }),
      ],
      { rules: ['collection/*'] },
    );
    expect(of('A')).toMatch(/^failed: “settings are there”/);
    expect(of('B')).toMatch(/^failed: the script threw: .*no settings/);
    expect(of('C')).toBe('passed');
  });

  it('get variables as they are: numbers, objects, and globals that an environment turned off', async () => {
    const values = [
      { key: 'count', value: 5, type: 'number' },
      { key: 'who', value: { name: 'Ada' }, type: 'any' },
      { key: 'shared', value: 'of the environment', enabled: false, disabled: true },
    ];
    const { of, arrived } = await ran(
      [
        request(
          'A',
          {
            test: [
              "pm.test('kinds', () => {",
              "  pm.expect(pm.environment.get('count')).to.equal(5);",
              "  pm.expect(pm.environment.get('who')).to.eql({ name: 'Ada' });",
              "  pm.expect(pm.variables.get('shared')).to.equal('global');",
              '});',
            ].join('\n'),
          },
          { url: '{{baseUrl}}/a/{{shared}}/{{count}}' },
        ),
      ],
      {
        files: {
          'collections/sandbox.postman_environment.json': JSON.stringify({ name: 'sandbox', values }),
          'collections/globals.postman_globals.json': JSON.stringify({
            name: 'Globals',
            values: [{ key: 'shared', value: 'global' }],
          }),
        },
      },
    );
    expect(of('A')).toBe('passed');
    expect(of('A', 'status/success')).toBe('passed');
    expect(new Set(arrived)).toEqual(new Set(['GET /a/global/5']));
  });
});

describe('Requests that are unlike most', () => {
  it('go out with methods that Node.js does not know, by newman and by the suite', async () => {
    const { of, arrived } = await ran([
      request('View', { test: ANSWERED }, { method: 'VIEW' }),
      request('Own', { test: ANSWERED }, { method: 'APPROVE' }),
      request('Lock', { test: ANSWERED }, { method: 'LOCK' }),
    ]);
    expect(arrived).toEqual(expect.arrayContaining(['VIEW /view', 'APPROVE /own', 'LOCK /lock']));
    expect(['View', 'Own', 'Lock'].map((name) => of(name))).toEqual(['passed', 'passed', 'passed']);
    expect(of('View', 'status/success')).toBe('passed');
  });

  it('end where their framing headers promise more than their body holds, and do not hold up the others', async () => {
    const { of } = await ran(
      [
        request(
          'Long',
          { test: ANSWERED },
          {
            method: 'POST',
            header: [{ key: 'Content-Length', value: '1000' }],
            body: { mode: 'raw', raw: '{}' },
          },
        ),
        request('B', { test: ANSWERED }),
      ],
      { rules: ['collection/*'] },
    );
    expect(of('Long')).toMatch(/^errored: newman could not send the request: .*framed/);
    expect(of('B')).toBe('passed');
  });

  it('are sent with a variable that is empty on purpose, where contract.yaml says so', async () => {
    const items = [request('A', {}, { url: '{{baseUrl}}/a?filter={{filter}}' })];
    const { of, arrived } = await ran(items, {
      files: { 'collections/contract.yaml': 'empty: [filter]\n' },
    });
    expect(of('A', 'status/success')).toBe('passed');
    expect(new Set(arrived)).toEqual(new Set(['GET /a?filter=']));
  });
});
