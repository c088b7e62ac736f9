import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serveReference } from './apis.js';
import { CONTRACT, mustSucceed, NEWMAN, runNode } from './child.js';
import { comparison, figure, median } from './line.js';

const ROUNDS = 3;
/** @typedef {{ seconds: number, cpu: number }} Took */
const COLLECTION = 'collections/reference.postman_collection.json';

/** A whole run in both environments against newman's in one after the other. @param {import('./line.js').Print} print */
export async function measure(print) {
  /** @type {Took[]} */ const ours = [];
  /** @type {Took[]} */ const theirs = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await wholeRun());
    theirs.push(await newmanTwice());
  }
  const what = `a whole run with every rule, median of ${ROUNDS}`;
  const than = 'newman run in each environment';
  const [time, byNewman] = [ours, theirs].map((all) => median(all.map(({ seconds }) => seconds)));
  print(comparison({ what, ours: time, theirs: byNewman, unit: 's', than, atMost: 3 }));
  const [cpu, cpuByNewman] = [ours, theirs].map((all) => median(all.map((each) => each.cpu)));
  print({
    text: `of that CPU, with the embedded API: ${figure(cpu)} s against ${figure(cpuByNewman)} s without it`,
  });
}

/** @returns {Promise<Took>} */
async function wholeRun() {
  const out = mkdtempSync(path.join(tmpdir(), 'contract-bench-'));
  try {
    const ended = await runNode([CONTRACT, 'run', '--embedded', '--rate', 'off', '--quiet', '--out', out]);
    mustSucceed(ended, 'contract-suite run');
    return ended;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** @returns {Promise<Took>} of both; the API runs before and after, in a process of its own */
async function newmanTwice() {
  const { variables, close } = await serveReference();
  try {
    const took = { seconds: 0, cpu: 0 };
    for (const environment of ['SANDBOX', 'PRODUCTION']) {
      const clientId = variables[`${environment}_CLIENT_ID`] ?? '';
      const values = {
        baseUrl: (variables[`${environment}_BASE_URL`] ?? '').replaceAll('{CLIENT_ID}', clientId),
        clientId,
        bearerToken: variables[`${environment}_BEARER_TOKEN`] ?? '',
      };
      const given = Object.entries(values).flatMap(([name, value]) => ['--env-var', `${name}=${value}`]);
      const ended = await runNode([
        NEWMAN,
        'run',
        COLLECTION,
        '--ssl-extra-ca-certs',
        variables['EXTRA_CA_CERTS'] ?? '',
        ...given,
      ]);
      mustSucceed(ended, 'newman run');
      took.seconds += ended.seconds;
      took.cpu += ended.cpu;
    }
    return took;
  } finally {
    close();
  }
}
