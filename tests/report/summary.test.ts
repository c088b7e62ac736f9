import { describe, expect, it } from 'vitest';
import { renderSummary } from '../../src/report/summary.js';
import { caseOf, exchangeOf, failed, HOSTILE, oneOfEach, passed, resultOf, skipped } from './run-result.js';

describe('summary.md', () => {
  it('begins with the verdict', () => {
    expect(
      renderSummary(resultOf([caseOf(passed()), caseOf(passed(), { environment: 'production' })])),
    ).toMatch(/^# The contract holds in sandbox and production: 2 cases passed\.\n/);
    expect(renderSummary(resultOf(oneOfEach()))).toMatch(
      /^# The contract is broken in sandbox and production: 1 problem \(2 failed cases\); 2 cases could not be judged\.\n/,
    );
  });

  it('says that nothing was judged where an environment has no verdict', () => {
    const results = [caseOf(passed()), caseOf(skipped('x'), { environment: 'production' })];
    expect(renderSummary(resultOf(results, { exitCode: 3 }))).toMatch(
      /^# No verdict: nothing was judged in production\./,
    );
  });

  it('counts by environment, and the rows add up', () => {
    const text = renderSummary(resultOf(oneOfEach()));
    expect(text).toContain('| sandbox | 1 | 1 | 1 | 1 | 2 | 1 | 7 |');
    expect(text).toContain('| production | 1 | 1 | 1 | 1 | 2 | 1 | 7 |');
    expect(text).toContain('| all | 2 | 2 | 2 | 2 | 4 | 2 | 14 |');
  });

  it('tells of a problem what was sent, expected and received, and how to see it again', () => {
    const text = renderSummary(resultOf(oneOfEach()));
    expect(text).toContain('### `authentication/bearer-missing`: Things / Make a thing, sandbox');
    expect(text).toContain('- **Sent:** the valid request without its Authorization header');
    expect(text).toContain('- **Expected:** status 401 or 403');
    expect(text).toContain('- **Received:** status 200');
    expect(text).toContain('req\\_77');
    expect(text).toContain('curl -i ');
  });

  it('groups what was skipped by reason, the most frequent first', () => {
    const text = renderSummary(resultOf(oneOfEach()));
    expect(text).toMatch(/## Skipped\n\n- 2 cases: no schema is bound\n- 2 cases: no catalogue/);
  });

  it('fits the step summary of a CI however many problems there are', () => {
    const results = Array.from({ length: 400 }, (_, index) =>
      caseOf(
        failed({
          cause: `${index}`,
          exchange: exchangeOf({ body: 'b'.repeat(3000), answer: 'a'.repeat(3000) }),
        }),
        { operation: `Folder / Operation ${index}` },
      ),
    );
    const text = renderSummary(resultOf(results));
    expect(Buffer.byteLength(text)).toBeLessThan(1_000_000);
    expect(text).toContain('more, in results.json');
  });

  it('lets no text of the API become markup', () => {
    const exchange = exchangeOf({ answer: `${HOSTILE}\n\`\`\`\n<img src=x>`, body: HOSTILE });
    const results = [
      caseOf(failed({ received: HOSTILE, exchange }), { operation: HOSTILE }),
      caseOf(skipped(`${HOSTILE}\n# x`)),
    ];
    const text = renderSummary(resultOf(results));
    // Outside of code, no tag, no line of its own.
    const outside = text.replace(/^(`{3,})[^\n]*\n[\s\S]*?\n\1$/gm, '');
    expect(outside.replaceAll(/<\/?(details|summary)>/g, '')).not.toMatch(/<[a-z]/i);
    expect(outside).not.toMatch(/^# x/m);
    expect(text).not.toMatch(/[^\P{Cc}\n]|\u202E/u);
  });
});
