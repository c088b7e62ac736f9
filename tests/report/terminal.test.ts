import picocolors from 'picocolors';
import { describe, expect, it } from 'vitest';
import { colorsFor } from '../../src/report/colors.js';
import { ProgressView } from '../../src/report/progress.js';
import { renderTerminal } from '../../src/report/terminal.js';
import { caseOf, exchangeOf, failed, HOSTILE, IDENTITY, oneOfEach, passed, resultOf } from './run-result.js';

const colors = picocolors.createColors(false);

describe('The summary on a terminal', () => {
  it('tells each problem, the counts, and the verdict last', () => {
    const text = renderTerminal(resultOf(oneOfEach()), { colors, reports: 'reports/' });
    expect(text).toContain(
      '1. authentication/bearer-missing D10 (2 cases)\n   Things / Make a thing, sandbox\n',
    );
    expect(text).toMatch(/Sent {7}the valid request without its Authorization header\n/);
    expect(text).toMatch(/request_id +req_77\n/);
    expect(text).toMatch(/sandbox +1 +1 +1 +1 +2 +1 +7\n/);
    expect(text).toContain('1,234 requests in 1 min 5 s');
    expect(text).toContain('reports in reports/');
  });

  it('shows only the first problems, and all of them when asked', () => {
    const results = Array.from({ length: 30 }, (_, index) =>
      caseOf(failed({ cause: `${index}` }), { variation: `${index}` }),
    );
    expect(renderTerminal(resultOf(results), { colors })).toContain('and 22 more problems');
    expect(renderTerminal(resultOf(results), { colors, verbose: true })).toContain('\n30. ');
  });

  it('is one line when it is to be quiet', () => {
    expect(renderTerminal(resultOf([caseOf(passed())]), { colors, quiet: true }).split('\n')).toHaveLength(2);
  });

  it('says that a run was interrupted', () => {
    const result = resultOf([caseOf(passed())], { interrupted: true, exitCode: 130 });
    expect(renderTerminal(result, { colors })).toContain('Interrupted in sandbox and production');
  });

  it('shows control characters of an answer, and obeys none', () => {
    const exchange = exchangeOf({ body: HOSTILE, answer: `{"request_id":"\u001b]0;x\u0007"}` });
    const text = renderTerminal(
      resultOf([caseOf(failed({ received: HOSTILE, exchange }), { operation: HOSTILE })]),
      {
        colors,
      },
    );
    expect(text).not.toMatch(/[^\P{Cc}\n]|\u202E/u);
    expect(text).toContain('\\u{1b}');
  });

  it('names the embedded API in the lines that reproduce a problem', () => {
    const identity = {
      ...IDENTITY,
      environments: IDENTITY.environments.map((environment) => ({ ...environment, embedded: true })),
      faults: ['bearer-ignored'],
    };
    const text = renderTerminal(resultOf(oneOfEach(), { identity }), { colors });
    expect(text).toContain('"$SANDBOX_ORIGIN"');
    expect(text).toContain('npx --no contract-suite serve --fault bearer-ignored');
    expect(text).toContain('npx --no contract-suite run --embedded --fault bearer-ignored --rule');
  });
});

describe('Colours', () => {
  it('are used on a terminal only, and never where they are not wanted', () => {
    const red = (...[stream, wanted, environment]: Parameters<typeof colorsFor>): boolean =>
      colorsFor(stream, wanted, environment).red('x') !== 'x';
    expect(red({ isTTY: true }, true, {})).toBe(true);
    expect(red({ isTTY: false }, true, {})).toBe(false);
    expect(red({}, true, { FORCE_COLOR: '1' })).toBe(true);
    expect(red({ isTTY: true }, false, { FORCE_COLOR: '1' })).toBe(false);
    expect(red({ isTTY: true }, true, { NO_COLOR: '1' })).toBe(false);
    expect(red({ isTTY: true }, true, { TERM: 'dumb' })).toBe(false);
  });
});

describe('The progress', () => {
  const progress = {
    unitsDone: 5,
    units: 20,
    casesDone: 50,
    cases: 200,
    failures: 2,
    requests: 400,
    elapsed: 10_000,
  };

  it('tells units, rate, failures and time left', () => {
    const written: string[] = [];
    new ProgressView({ write: (text) => written.push(text) }, colors).show(progress);
    expect(written).toEqual(['5/20 units · 50/200 cases · 40 requests/s · 2 failures · about 30 s left\n']);
  });

  it('is a plain line every few seconds where there is no terminal', () => {
    const written: string[] = [];
    const view = new ProgressView({ write: (text) => written.push(text) }, colors);
    for (const elapsed of [0, 200, 5000, 5200, 9900, 10_000]) view.show({ ...progress, elapsed });
    expect(written).toHaveLength(2);
    expect(written.join('')).not.toContain('\r');
  });

  it('redraws one line on a terminal, never wider than it, and takes it away at the end', () => {
    const written: string[] = [];
    const view = new ProgressView({ isTTY: true, columns: 30, write: (text) => written.push(text) }, colors);
    view.show(progress);
    view.clear();
    view.clear();
    expect(written).toEqual(['\r\x1b[2K5/20 units · 50/200 cases · 4', '\r\x1b[2K']);
  });
});
