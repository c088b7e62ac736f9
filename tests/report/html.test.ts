import { describe, expect, it } from 'vitest';
import { renderHtml } from '../../src/report/html/page.js';
import { largeRun } from './large-run.js';
import { caseOf, exchangeOf, failed, HOSTILE, oneOfEach, passed, resultOf, skipped } from './run-result.js';

const MOST = 5_000_000;

/** What stands in the page for its script. */
function dataOf(page: string) {
  const source = /<script type="application\/json" id="data">([^<]*)<\/script>/.exec(page)?.[1] ?? '';
  return JSON.parse(source);
}

describe('report.html as a file', () => {
  it('is the same for the same run', () => {
    const result = resultOf(oneOfEach());
    expect(renderHtml(result)).toBe(renderHtml(result));
  });

  it('holds every case with its verdict, and evidence for what failed, now or once', () => {
    const { cases, statuses, evidence } = dataOf(renderHtml(resultOf(oneOfEach())));
    expect(cases.status.map((status: number) => statuses[status])).toEqual(
      oneOfEach().map(({ verdict }) => verdict.status),
    );
    const shown = evidence.map((each: { case: number }) => statuses[cases.status[each.case]]);
    expect(shown.sort()).toEqual(['failed', 'failed', 'flaky', 'flaky', 'waived', 'waived']);
  });

  it('lets nothing that came from the API end its data, or be markup', () => {
    const evil = `</script><script>alert(1)</script><!--<script><img src=x onerror=alert(1)>\u2028\uD800${HOSTILE}`;
    const exchange = exchangeOf({ target: `/${evil}`, headers: [[evil, evil]], body: evil, answer: evil });
    const verdict = failed({ received: evil, sent: evil, expected: evil, at: evil, advice: evil, exchange });
    const parts = { operation: evil, variation: evil };
    const page = renderHtml(
      resultOf([caseOf(verdict, parts), caseOf(skipped(evil)), caseOf(passed([evil]))], { notes: [evil] }),
    );
    expect(page.match(/<script/g)).toHaveLength(2);
    expect(page).not.toContain('<img');
    expect(page).not.toContain('\u2028');
    expect(page).not.toMatch(/\p{Cs}/u);
    expect(dataOf(page).operations[0]).toContain('<img src=x onerror=alert(1)>');
  });

  it('allows its own script and style, and nothing else', () => {
    const page = renderHtml(resultOf([]));
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    expect(page).not.toMatch(/<(?:link|img|iframe|form|object|base)\b/);
  });

  it.each([
    ['20,000 cases with 400 failures', () => largeRun(20_000)],
    ['20,000 cases with long answers', () => largeRun(20_000, 'x'.repeat(4096))],
    ['a megabyte in every text', () => megabytes()],
  ])('stays under 5 MB for %s', (_, made) => {
    const page = renderHtml(made());
    expect(Buffer.byteLength(page)).toBeLessThan(MOST);
  });

  it('counts the cases that it has no room for, and stays under 5 MB', () => {
    const page = renderHtml(largeRun(150_000));
    expect(Buffer.byteLength(page)).toBeLessThan(MOST);
    const { cases, unlisted, statuses } = dataOf(page);
    const left = unlisted.reduce((sum: number, { count }: { count: number }) => sum + count, 0);
    expect(cases.status.length + left).toBe(150_000);
    const failures = cases.status.filter((status: number) => statuses[status] === 'failed');
    expect(failures).toHaveLength(3000);
  });

  it('says of a cut body how long it was', () => {
    const exchange = exchangeOf({ answer: 'x'.repeat(4096) });
    const { evidence } = dataOf(renderHtml(resultOf([caseOf(failed({ exchange }))])));
    expect(evidence[0].exchanges[0].answer).toMatchObject({
      size: 4096,
      body: expect.stringContaining('2,096 more characters'),
    });
  });
});

function megabytes() {
  const long = '€'.repeat(1_000_000);
  const exchange = exchangeOf({ target: `/${long}`, headers: [[long, long]], body: long, answer: long });
  return resultOf(
    [
      caseOf(failed({ received: long, sent: long, expected: long, exchange }), { variation: long }),
      caseOf(skipped(long)),
      caseOf(passed([long])),
    ],
    { notes: [long] },
  );
}
