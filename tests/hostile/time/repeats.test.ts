import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadContract } from '../../../src/contract/load.js';
import { joinedRepeats } from '../../../src/judge/repeats.js';
import { addToHistory } from '../../../src/report/past/history.js';
import { renderResults } from '../../../src/report/results-json.js';
import { renderSummary } from '../../../src/report/summary.js';
import { run } from '../../../src/run.js';
import { EVERYTHING } from '../../../src/settings/settings.js';
import { newmanHost } from '../../newman-host.js';
import { type OtherApi, startOtherApi } from '../../other-api/api.js';
import { BOOKS, settingsOf, workspaceOf } from '../../other-api/workspace.js';

const host = newmanHost();
let api: OtherApi;
beforeAll(async () => {
  api = await startOtherApi();
});
afterAll(() => api.close());

it('What was sent again is told: how often, for what, in which environment', async () => {
  let busy = 2;
  api.instead = ({ environment, send }) => {
    if (environment !== 'production' || busy === 0) return false;
    busy -= 1;
    send(503, { error_code: 'busy', error_type: 'later' });
    return true;
  };
  const result = await run({
    contract: await loadContract({ workspace: workspaceOf(BOOKS) }),
    settings: settingsOf(api),
    selection: { ...EVERYTHING, rules: ['status/success'] },
    host,
  });
  const repeats = [{ environment: 'production', after: 'answered 503', count: 2 }];
  expect(result.repeats).toEqual(repeats);
  expect(JSON.parse([...renderResults(result)].join(''))).toMatchObject({ repeats });
  expect(renderSummary(result)).toContain('production: 2 requests sent again (answered 503)');

  const folder = await mkdtemp(path.join(tmpdir(), 'contract-repeats-'));
  await addToHistory(folder, result, () => undefined);
  const line = JSON.parse(await readFile(path.join(folder, 'history.ndjson'), 'utf8'));
  await rm(folder, { recursive: true });
  expect(line).toMatchObject({ repeats });
});

it('Parts of a run add theirs up', () => {
  const one = { environment: 'sandbox', after: 'no answer in time', count: 1 } as const;
  const other = { environment: 'sandbox', after: 'answered 429', count: 2 } as const;
  expect(joinedRepeats([[one], [other, one]])).toEqual([{ ...one, count: 2 }, other]);
});
