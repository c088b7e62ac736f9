import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { renderHtml } from '../dist/report/html/page.js';
import { CASES, largeRun } from './large-run.js';
import { comparison, figure, median } from './line.js';

const TIMES = 7;
const BROWSER = (process.env['PATH'] ?? '')
  .split(path.delimiter)
  .flatMap((folder) =>
    ['chromium', 'chromium-browser', 'google-chrome'].map((name) => path.join(folder, name)),
  )
  .find((file) => existsSync(file));

/** How soon `report.html` of a large run is painted, in turns with a page of its size that says one line. @param {import('./line.js').Print} print */
export async function measure(print) {
  if (BROWSER === undefined) return print({ text: 'not measured: no Chromium is in the PATH' });
  const folder = mkdtempSync(path.join(tmpdir(), 'contract-bench-'));
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath: BROWSER, args });
  try {
    const began = performance.now();
    const report = renderHtml(largeRun());
    const rendered = performance.now() - began;
    const pages = [report, emptyPage(report.length)].map((text, index) => {
      const file = path.join(folder, `${index}.html`);
      writeFileSync(file, text);
      return pathToFileURL(file).href;
    });
    const [url = '', empty = ''] = pages;
    /** @type {Opened[]} */ const ours = [];
    /** @type {Opened[]} */ const theirs = [];
    for (let round = 0; round <= TIMES; round += 1) {
      const [one, two] = [await opened(browser, url), await opened(browser, empty)];
      if (round === 0) continue;
      ours.push(one);
      theirs.push(two);
    }
    print(
      comparison({
        what: `first paint of report.html, ${figure(CASES)} cases, ${figure(report.length / 1e6)} MB, median of ${TIMES}`,
        ours: median(ours.map(({ painted }) => painted)),
        theirs: median(theirs.map(({ painted }) => painted)),
        unit: 'ms',
        than: 'an empty page of its size',
        atMost: 1.5,
      }),
    );
    const whole = median(ours.map(({ there }) => there));
    const filtered = median(ours.map(({ filtered }) => filtered));
    print({
      text: `all of it is there after ${figure(whole)} ms; a filter takes ${figure(filtered)} ms; rendering took ${figure(rendered)} ms`,
    });
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @typedef {{ painted: number, there: number, filtered: number }} Opened milliseconds from the navigation's start;
 *   `filtered` from a filter that is typed to the next frame
 */

/** @param {import('playwright-core').Browser} browser @param {string} url @returns {Promise<Opened>} */
async function opened(browser, url) {
  const page = await browser.newPage();
  await page.addInitScript(`{
    let there;
    new MutationObserver((_, observer) => {
      if (!document.getElementById('filter')) return;
      there ??= performance.now();
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
    globalThis.timings = async () => {
      while (performance.getEntriesByName('first-paint').length === 0) await new Promise(requestAnimationFrame);
      await new Promise((resolve) => setTimeout(resolve, 300));
      const field = document.getElementById('filter');
      const began = performance.now();
      if (field) {
        field.value = 'o:Operation r:parameter/* "field_1"';
        field.dispatchEvent(new Event('input', { bubbles: true }));
      }
      await new Promise(requestAnimationFrame);
      const painted = performance.getEntriesByName('first-paint')[0].startTime;
      return { painted, there: there ?? painted, filtered: performance.now() - began };
    };
  }`);
  await page.goto(url);
  const timings = await page.evaluate('timings()');
  await page.close();
  return /** @type {Opened} */ (timings);
}

/** @param {number} size */
function emptyPage(size) {
  const start =
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Empty</title><h1>Empty</h1><script type="application/json">';
  return `${start}${'0'.repeat(Math.max(0, size - start.length - 9))}</script>`;
}
