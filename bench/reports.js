import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadContract } from '../dist/contract/load.js';
import { LastLook } from '../dist/masking/last-look.js';
import { Secrets } from '../dist/masking/secrets.js';
import { RecordWriter } from '../dist/record/writer.js';
import { addToHistory } from '../dist/report/past/history.js';
import { writeReports } from '../dist/report/write.js';
import { run } from '../dist/run.js';
import { readSettings } from '../dist/settings/read.js';
import { EVERYTHING } from '../dist/settings/settings.js';
import { readValues } from '../dist/settings/values.js';
import { startServer } from './apis.js';
import { CASES, largeRun } from './large-run.js';
import { comparison, figure } from './line.js';
import { workspaceOf } from './workspace.js';

/** Of four operations each: about 20,000 cases in one environment. */
const GROUPS = 96;

/** What writing the reports of a large run takes, beside the run. @param {import('./line.js').Print} print */
export async function measure(print) {
  const server = await startServer(0);
  const workspace = workspaceOf(GROUPS, server);
  const folder = mkdtempSync(path.join(tmpdir(), 'contract-bench-'));
  try {
    const contract = await loadContract({ workspace: workspace.folder });
    const values = await readValues(workspace.folder, workspace.env);
    const options = { workspace: workspace.folder, environments: /** @type {const} */ (['sandbox']) };
    const settings = await readSettings({ ...options, rate: 'off', needsToken: true }, values);
    const record = new RecordWriter(path.join(folder, 'record.ndjson.gz'));
    const began = spent();
    const result = await run({ contract, settings, selection: EVERYTHING, record });
    const driven = since(began);
    const look = result.look ?? new LastLook(new Secrets());
    const written = await took(async () => {
      await writeReports(folder, result, { look, record });
      await addToHistory(folder, result, { look });
    });
    const broken = { ...largeRun(), look };
    const failing = await took(() => writeReports(folder, broken, { look }));
    for (const [what, writing] of /** @type {const} */ ([
      [`of that run, ${figure(result.results.length)} cases`, written],
      [`of a run of ${figure(CASES)} cases, 400 of them failed`, failing],
    ])) {
      print(
        comparison({
          what: `all reports ${what} (CPU ${figure(writing.cpu)} s against ${figure(driven.cpu)} s)`,
          ours: writing.seconds,
          theirs: driven.seconds,
          unit: 's',
          than: `the run of ${figure(result.results.length)} cases`,
          atMost: 0.1,
        }),
      );
    }
  } finally {
    workspace.remove();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const spent = () => ({ at: performance.now(), cpu: process.cpuUsage() });

/** Seconds of time, and of work of all threads. @param {ReturnType<typeof spent>} began */
function since({ at, cpu }) {
  const { user, system } = process.cpuUsage(cpu);
  return { seconds: (performance.now() - at) / 1000, cpu: (user + system) / 1e6 };
}

/** @param {() => Promise<unknown>} act */
async function took(act) {
  const began = spent();
  await act();
  return since(began);
}
