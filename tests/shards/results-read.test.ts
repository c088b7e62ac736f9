import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { renderHtml } from '../../src/report/html/page.js';
import { renderJunit } from '../../src/report/junit.js';
import { renderResults } from '../../src/report/results-json.js';
import { RESULTS_FILE, readResults } from '../../src/report/results-read.js';
import { renderSummary } from '../../src/report/summary.js';
import { caseOf, exchangeOf, failed, HOSTILE, oneOfEach, resultOf } from '../report/run-result.js';

async function fileOf(text: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'results-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, RESULTS_FILE);
  await writeFile(file, text);
  return file;
}

const LATENCY = {
  environment: 'sandbox' as const,
  operation: 'Things / Make a thing',
  count: 3,
  min: 1.25,
  median: 2,
  p95: 3,
  max: 3.5,
};

const failedWith = (variation: string, parts: Parameters<typeof exchangeOf>[0]) =>
  caseOf(failed({ exchange: exchangeOf(parts) }), { variation });

it('A results.json that is read back gives the same reports again', async () => {
  const long = JSON.stringify({ email: 'a@example.com', list: Array.from({ length: 900 }, () => HOSTILE) });
  const result = resultOf(
    [
      ...oneOfEach(),
      failedWith('long', { body: long.slice(0, 4096), answer: long }),
      failedWith('spread', { answer: JSON.stringify({ email: 'b@example.com', id: 'x'.repeat(700) }) }),
      failedWith('bytes', { body: Buffer.from([0, 1, 254, 10]), answer: Buffer.from([255, 0, 7]) }),
      failedWith('empty', { body: '', answer: '' }),
      failedWith('odd', { body: HOSTILE, answer: `{"name": "${HOSTILE}"`, target: '?x' }),
      failedWith('request id after the cut', { answer: `{"a":"${'x'.repeat(3000)}","request_id":"r_1"}` }),
      caseOf(failed({ counterpart: exchangeOf({ environment: 'production' }) }), { variation: 'both' }),
    ],
    { latencies: [LATENCY] },
  );
  const text = [...renderResults(result)].join('');
  const read = await readResults(await fileOf(text));
  expect([...renderResults(read)].join('')).toBe(text);
  expect([...renderJunit(read)].join('')).toBe([...renderJunit(result)].join(''));
  expect(renderHtml(read)).toBe(renderHtml(result));
  expect(renderSummary(read)).toBe(renderSummary(result));
});

it.each([
  ['no JSON', '{', 'it is not JSON'],
  ['no results', '{}', "it must have required property '$schema'"],
])('A file that holds %s is refused', async (_, text, fact) => {
  await expect(readResults(await fileOf(text))).rejects.toMatchObject({ code: 'RESULTS_UNREADABLE', fact });
});
