import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import type { RunResult } from '../../src/judge/result.js';
import { renderHtml } from '../../src/report/html/page.js';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** The browser of this machine, or undefined. */
export const CHROMIUM = (process.env['PATH'] ?? '')
  .split(path.delimiter)
  .flatMap((folder) => NAMES.map((name) => path.join(folder, name)))
  .find((file) => existsSync(file));

export async function launch(): Promise<Browser> {
  // Chromium refuses its sandbox to root, as whom containers run.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ args, ...(CHROMIUM !== undefined && { executablePath: CHROMIUM }) });
}

export interface Opened {
  readonly url: string;
  /** Errors of the page, and whatever it tried to load beside itself. */
  readonly complaints: readonly string[];
}

export interface OpenOptions {
  readonly hash?: string;
  readonly dark?: boolean;
  readonly width?: number;
}

/** Opens the report of a run from disk, and waits until it is all there. */
export async function openReport(
  page: Page,
  result: RunResult,
  { hash = '', dark = false, width = 1280 }: OpenOptions = {},
): Promise<Opened> {
  const folder = await mkdtemp(path.join(tmpdir(), 'contract-html-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'report.html');
  await writeFile(file, renderHtml(result));
  const url = pathToFileURL(file).href;
  const complaints: string[] = [];
  for (const event of ['pageerror', 'console', 'request']) page.removeAllListeners(event);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => complaints.push(message.text()));
  page.on('request', (request) => {
    if (!request.url().startsWith(url)) complaints.push(request.url());
  });
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ media: 'screen', colorScheme: dark ? 'dark' : 'light' });
  await page.goto(url + hash);
  await page.waitForSelector('#filter');
  return { url, complaints };
}
