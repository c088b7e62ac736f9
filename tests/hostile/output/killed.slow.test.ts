import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, utimes } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { MAIN } from '../../cli/workspace.js';
import { type OtherApi, startOtherApi } from '../../other-api/api.js';
import { BOOKS, workspaceOf } from '../../other-api/workspace.js';

const KILLS = 50;

let api: OtherApi;
let cwd = '';
let folder = '';
beforeAll(async () => {
  api = await startOtherApi();
  cwd = workspaceOf(BOOKS, { 'ca.pem': api.certificate.ca });
  folder = path.join(cwd, 'reports');
});
afterAll(() => api.close());

function started() {
  const { baseUrl, clientId, bearerToken } = api.environments.sandbox;
  return spawn(process.execPath, [MAIN, 'run', '--env', 'sandbox', '--quiet', '--rule', 'status/*'], {
    cwd,
    env: {
      PATH: process.env['PATH'],
      EXTRA_CA_CERTS: path.join(cwd, 'ca.pem'),
      SANDBOX_BASE_URL: baseUrl,
      SANDBOX_CLIENT_ID: clientId,
      SANDBOX_BEARER_TOKEN: bearerToken,
    },
    stdio: 'ignore',
  });
}

/** How each report shows that it is whole: it cannot be read otherwise. */
const WHOLE: Readonly<Record<string, (bytes: Buffer) => unknown>> = {
  'results.json': (bytes) => JSON.parse(String(bytes)).cases.length > 0,
  'results.schema.json': (bytes) => JSON.parse(String(bytes)).$schema,
  'run.har': (bytes) => JSON.parse(String(bytes)).log,
  'failures.postman_collection.json': (bytes) => JSON.parse(String(bytes)).info,
  'report.html': (bytes) => /<\/html>\s*$/.test(String(bytes)),
  'junit.xml': (bytes) => /<\/testsuites>\s*$/.test(String(bytes)),
  'summary.md': (bytes) => /^# .*\n.*## The run\n/s.test(String(bytes)),
  'record.ndjson.gz': (bytes) => /"is":"end".*\n$/.test(String(gunzipSync(bytes))),
  'history.ndjson': (bytes) =>
    String(bytes)
      .trimEnd()
      .split('\n')
      .every((line) => JSON.parse(line)),
};

async function broken(): Promise<string[]> {
  const found: string[] = [];
  for (const name of (await readdir(folder)).filter((each) => !/\.tmp(\.2)?$/.test(each))) {
    const bytes = await readFile(path.join(folder, name));
    try {
      if (!WHOLE[name]?.(bytes)) found.push(name);
    } catch {
      found.push(name);
    }
  }
  return found;
}

it(`A run that is killed at any of ${KILLS} moments leaves whole reports, and the next one tidies up`, {
  timeout: 900_000,
}, async () => {
  const begun = performance.now();
  const [code] = await once(started(), 'exit');
  const whole = performance.now() - begun;
  const names = (await readdir(folder)).sort();
  expect(names).toEqual(Object.keys(WHOLE).sort());

  let killed = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const child = started();
    const ended = once(child, 'exit');
    // Spread over the whole run, a little by chance.
    await Promise.race([sleep(((kill + Math.random()) / KILLS) * whole), ended]);
    child.kill('SIGKILL');
    if ((await ended)[1] === 'SIGKILL') killed += 1;
    expect(await broken()).toEqual([]);
  }
  expect(killed).toBeGreaterThan(KILLS / 2);

  const drafts = (await readdir(folder)).filter((name) => name.includes('.tmp'));
  expect(drafts.length).toBeGreaterThan(0);
  // A draft that has just been written may be another run's.
  const yesterday = new Date(Date.now() - 86_400_000);
  for (const name of drafts) await utimes(path.join(folder, name), yesterday, yesterday);
  expect((await once(started(), 'exit'))[0]).toBe(code);
  expect((await readdir(folder)).sort()).toEqual(names);
  expect(await broken()).toEqual([]);
});
