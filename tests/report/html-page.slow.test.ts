import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changesOf } from '../../src/judge/changes.js';
import type { RunResult } from '../../src/judge/result.js';
import { CHROMIUM, launch, openReport } from './browser.js';
import { largeRun } from './large-run.js';
import { caseOf, exchangeOf, failed, HOSTILE, oneOfEach, passed, resultOf, skipped } from './run-result.js';

/** A run before, whose only problem is no more. */
const PAST = {
  file: 'results.json',
  startedAt: '2026-01-01T03:04:05.000Z',
  problems: [
    {
      id: 'x',
      rule: 'response/json',
      operations: ['Old / One'],
      environments: ['sandbox'],
      cases: ['a case'],
    },
  ],
  verdicts: new Map([['a case', 'failed' as const]]),
};

/** Two problems of one operation in both environments, a third of another, and cases that passed. */
function someRun(more: Partial<RunResult> = {}): RunResult {
  const both = (['sandbox', 'production'] as const).flatMap((environment) => {
    const exchange = exchangeOf({
      environment,
      body: '{"name":"x"}',
      answer: '{"a":{"b":1},"request_id":"req_7"}',
    });
    const of = (rule: string) => ({ environment, operation: 'Customers / Create', rule });
    return [
      caseOf(failed({ exchange, environments: [environment], at: '$.a.b' }), of('response/schema')),
      caseOf(failed({ received: 'status 500', cause: '500', exchange, at: '$.name' }), {
        ...of('parameter/required'),
        variation: 'name',
      }),
      caseOf(passed(), of('status/success')),
    ];
  });
  const other = caseOf(failed({ received: 'a token in the body', cause: 'token' }), {
    operation: 'Tokens / Create',
    rule: 'privacy/secret-echo',
  });
  return resultOf(
    [
      ...both,
      other,
      caseOf(failed(), { operation: 'Tokens / Create', rule: 'response/schema' }),
      caseOf(skipped('no schema is bound'), { operation: 'Tokens / Create', rule: 'status/success' }),
      ...oneOfEach(),
    ],
    more,
  );
}

const rowsOf = (page: Page) => page.locator('#cases tbody tr');
const problemsOf = (page: Page) => page.locator('.problem');

if (CHROMIUM === undefined) {
  it('report.html was not tried in a browser: no chromium, chromium-browser or google-chrome is in the PATH', ({
    skip,
  }) => skip());
}

describe.skipIf(CHROMIUM === undefined)('report.html in a browser', () => {
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    browser = await launch();
    page = await browser.newPage();
  });
  afterAll(async () => {
    await browser?.close();
  });

  it('tells the verdict, both environments, and the problems, the worst first, from disk and without network', async () => {
    const { complaints } = await openReport(page, someRun());
    expect(await page.locator('h1').textContent()).toContain(
      'The contract is broken in sandbox and production',
    );
    expect(await page.locator('.environment h2').allTextContents()).toEqual(['sandbox', 'production']);
    const titles = await problemsOf(page).locator('.rule code').allTextContents();
    // A breach is worse than what more cases show.
    expect(titles.at(0)).toBe('authentication/bearer-missing');
    expect(titles).toContain('response/schema');
    expect(titles).toContain('privacy/secret-echo');
    expect(complaints).toEqual([]);
  });

  it('filters problems and cases as one types, and keeps the filter in the address', async () => {
    const { url } = await openReport(page, someRun());
    await page.fill('#filter', 's:failed e:production r:parameter/* o:Customers');
    expect(await rowsOf(page).count()).toBe(1);
    expect(await problemsOf(page).count()).toBe(1);
    const address = page.url();
    expect(address.startsWith(`${url}#/?q=`)).toBe(true);
    await page.goto('about:blank');
    await page.goto(address);
    await page.waitForSelector('#filter');
    expect(await page.inputValue('#filter')).toBe('s:failed e:production r:parameter/* o:Customers');
    expect(await rowsOf(page).count()).toBe(1);
    await page.fill('#filter', '"a token in"');
    expect(await rowsOf(page).count()).toBe(1);
    await page.fill('#filter', 'nothing is called so');
    expect(await page.locator('#cases').textContent()).toContain('The filter leaves no case');
  });

  it('tells why cases were not judged, and lists them', async () => {
    await openReport(page, someRun());
    await page.getByRole('button', { name: 'Filter: 2 errored, no answer came back' }).click();
    expect(await rowsOf(page).count()).toBe(2);
  });

  it('filters by a click into the matrix, and by keys in it', async () => {
    await openReport(page, someRun());
    await page.getByRole('button', { name: 'production, Customers / Create, parameter: 1 failed' }).click();
    expect(await page.inputValue('#filter')).toBe('e:production r:parameter/* o:"Customers / Create"');
    expect(await rowsOf(page).count()).toBe(1);
    await page.locator('.matrix button[tabindex="0"]').focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    expect(await page.inputValue('#filter')).not.toContain('production');
  });

  it('shows a problem with what was expected, both exchanges, the failing place and curl', async () => {
    await openReport(page, someRun());
    await problemsOf(page).filter({ hasText: 'response/schema' }).locator('h3 button').click();
    const body = page.locator('.problem .body');
    expect(await body.locator('.compared').textContent()).toContain('status 401 or 403');
    expect(await body.locator('.failing').textContent()).toBe('    "b": 1← $.a.b');
    expect(await body.locator('.shell').first().textContent()).toContain('curl -i');
    expect(await body.locator('.message').count()).toBe(2);
    expect(page.url()).toContain('problem=');
  });

  it('has a link for each case, which leads to the same case of the other environment, and back', async () => {
    await openReport(page, someRun());
    await page.fill('#filter', 's:failed e:sandbox r:parameter/*');
    await rowsOf(page).locator('a').click();
    const dialog = page.locator('dialog#case');
    expect(await dialog.locator('.eyebrow').textContent()).toContain('sandbox');
    const address = page.url();
    await dialog.getByText('The same case in production').click();
    expect(await dialog.locator('.eyebrow').textContent()).toContain('production');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.url()).not.toContain('case=');
    await page.goto('about:blank');
    await page.goto(address);
    await dialog.waitFor();
    expect(await dialog.locator('h3').textContent()).toBe('parameter/required name');
  });

  it('says so where the address names a case that the run does not have', async () => {
    await openReport(page, someRun(), { hash: '#/?case=gone' });
    expect(await page.getByRole('status').allTextContents()).toContainEqual(expect.stringContaining('gone'));
  });

  it('is used by keys: / filters, j and k go on, ? helps', async () => {
    await openReport(page, someRun());
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    expect(await problemsOf(page).first().locator('.body').count()).toBe(1);
    await page.keyboard.press('/');
    await page.keyboard.type('jk?');
    expect(await page.inputValue('#filter')).toBe('jk?');
    await page.fill('#filter', '');
    await rowsOf(page).first().locator('a').click();
    const first = page.url();
    await page.keyboard.press('j');
    expect(page.url()).not.toBe(first);
    await page.keyboard.press('k');
    expect(page.url()).toBe(first);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    expect(await page.locator('dialog#help').isVisible()).toBe(true);
  });

  it('shows what changed where it is known, and latencies where there are any', async () => {
    const { problems } = someRun();
    const [one, two] = problems;
    const changes = {
      ...changesOf(resultOf([]), PAST),
      new: [one?.id ?? ''],
      still: [two?.id ?? ''],
    };
    const history = new Map([
      [two?.id ?? '', { outcomes: ['passed', 'failed'] as const, failingSince: '2027-01-02T03:04:05.000Z' }],
    ]);
    const latency = {
      environment: 'sandbox' as const,
      operation: 'Customers / Create',
      count: 9,
      min: 1,
      median: 5,
      p95: 20,
      max: 90,
    };
    await openReport(page, someRun({ changes, history, latencies: [latency] }));
    expect(await page.locator('.changes').textContent()).toContain('1 new');
    expect(await page.locator('.latency tbody').textContent()).toContain('5 ms · 20 ms');
    expect(await problemsOf(page).nth(1).locator('.history').getAttribute('aria-label')).toBe(
      'the last runs, this one last: passed, failed, failed',
    );
    expect(await problemsOf(page).nth(1).locator('.extent').textContent()).toContain('since 2027-01-02');
    await page.getByText('1 new').click();
    expect(await problemsOf(page).count()).toBe(1);
  });

  it('takes what the API sent for text only', async () => {
    const evil = `</script><script>document.title='owned'</script><img src=x onerror="document.title='owned'">\u2028\u2029 javascript:alert(1) \uDC00${HOSTILE}`;
    const exchange = exchangeOf({
      target: `/${evil}`,
      headers: [['X-Evil', evil]],
      body: evil,
      answer: evil,
      answerHeaders: [[evil, evil]],
    });
    const json = exchangeOf({ answer: JSON.stringify({ [evil]: evil, __proto__: 1 }) });
    const verdict = failed({
      received: evil,
      sent: evil,
      expected: evil,
      at: evil,
      advice: evil,
      exchange,
      counterpart: json,
    });
    const run = resultOf(
      [caseOf(verdict, { operation: evil, variation: evil }), caseOf(passed([evil]), { variation: evil })],
      { notes: [evil] },
    );
    const { complaints } = await openReport(page, run);
    await problemsOf(page).locator('h3 button').click();
    await rowsOf(page).first().locator('a').click();
    expect(await page.title()).toContain('The contract is broken');
    expect(await page.locator('img').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(2);
    expect(await page.locator('dialog .message').first().textContent()).toContain('<img src=x onerror=');
    expect(complaints).toEqual([]);
  });

  it('runs no script but its own, and loads nothing, even where markup got in', async () => {
    await openReport(page, someRun());
    await page
      .evaluate(`{
      const script = document.createElement('script');
      const image = document.createElement('img');
      script.append("document.title = 'owned'");
      image.src = 'https://example.com/x.png';
      document.body.append(script, image);
    }`)
      .catch(() => undefined);
    expect(await page.title()).not.toBe('owned');
    expect(await page.evaluate('document.images[0]?.naturalWidth ?? 0')).toBe(0);
  });

  it('opens and filters 20,000 cases and hundreds of problems', async () => {
    const { complaints } = await openReport(page, largeRun(20_000));
    expect(await problemsOf(page).count()).toBe(200);
    expect(await rowsOf(page).count()).toBe(100);
    await page.getByRole('button', { name: /^Show 500 more/ }).click();
    expect(await rowsOf(page).count()).toBe(600);
    await page.fill('#filter', 'o:"Operation 149" e:production');
    expect(await page.locator('.filter output').textContent()).toBe('66 of 20,000 cases');
    expect(complaints).toEqual([]);
  });

  it.each([
    ['light', { dark: false, width: 1280 }],
    ['dark', { dark: true, width: 1280 }],
    ['on a phone', { dark: false, width: 360 }],
  ])('has no flaw that axe finds, and no sideways scrolling: %s', async (_, options) => {
    const latency = { operation: 'Customers / Create', count: 9, min: 1, median: 5, p95: 20, max: 90 };
    const latencies = (['sandbox', 'production'] as const).map((environment) => ({
      environment,
      ...latency,
    }));
    const changes = changesOf(resultOf([]), PAST);
    await openReport(page, someRun({ latencies, changes, notes: ['a remark'] }), options);
    await page.evaluate(axe.source);
    await problemsOf(page).first().locator('h3 button').click();
    expect(await flaws(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth > innerWidth')).toBe(false);
    await rowsOf(page).first().locator('a').click();
    expect(await flaws(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    expect(await flaws(page)).toEqual([]);
  });

  it('prints with the problems open, and without what only a screen needs', async () => {
    await openReport(page, someRun());
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.problem .body').count()).toBe(await problemsOf(page).count());
    expect(await page.locator('.filter').isVisible()).toBe(false);
    expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
  });
});

/** What axe finds, each with the elements that have it. */
async function flaws(page: Page): Promise<unknown> {
  return page.evaluate(`axe.run().then(({ violations }) =>
    violations.map(({ id, nodes }) => [id, nodes.map(({ html, failureSummary }) => html.slice(0, 150) + failureSummary)]))`);
}
