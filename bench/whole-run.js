import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { serveReference } from './apis.js';
import { CONTRACT, mustSucceed, NEWMAN, runNode } from './child.js';
import { comparison, median } from './line.js';

const ROUNDS = 3;
const COLLECTION = 'collections/reference.postman_collection.json';

/** A whole run in both environments against newman's in one after the other. @param {import('./line.js').Print} print */
export async function measure(print) {
  /** @type {number[]} */ const ours = [];
  /** @type {number[]} */ const theirs = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await wholeRun());
    theirs.push(await newmanTwice());
  }
  print(
    comparison({
      what: `a whole run, median of ${ROUNDS}`,
      ours: median(ours),
      theirs: median(theirs),
      unit: 's',
      than: 'newman run in each environment',
      atMost: 2,
    }),
  );
}

/** @returns {Promise<number>} seconds */
async function wholeRun() {
  const out = mkdtempSync(path.join(tmpdir(), 'contract-bench-'));
  try {
    const ended = await runNode([CONTRACT, 'run', '--embedded', '--rate', 'off', '--quiet', '--out', out]);
    mustSucceed(ended, 'contract run');
    return ended.seconds;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** @returns {Promise<number>} seconds of both; the API runs before and after, in a process of its own */
async function newmanTwice() {
  const { variables, close } = await serveReference();
  try {
    let seconds = 0;
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
      seconds += ended.seconds;
    }
    return seconds;
  } finally {
    close();
  }
}
