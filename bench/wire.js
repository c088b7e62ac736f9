import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import newman from 'newman';
import { WireClient } from '../dist/drive/wire/client.js';
import { Pace } from '../dist/drive/wire/pace.js';
import { Recorder } from '../dist/drive/wire/recorder.js';
import { Secrets } from '../dist/drive/wire/secrets.js';
import { startServer } from './apis.js';
import { comparison, median } from './line.js';

const UNDER_WAY = 16;
const REQUESTS = 5000;
const BY_NEWMAN = 200;
const ROUNDS = 3;
const BODY = '{"limit":20}';

/** Requests per second of probes, of newman and of a bare loop, in turns. @param {import('./line.js').Print} print */
export async function measure(print) {
  const server = await startServer(0);
  try {
    const ways = { probes: probesOf(server), newman: newmanOf(server), bare: bareOf(server) };
    /** @type {Record<string, number[]>} */ const seen = { probes: [], newman: [], bare: [] };
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const [name, send] of Object.entries(ways)) {
        const rate = await send();
        // The first round warms up.
        if (round > 0) seen[name]?.push(rate);
      }
    }
    const [probes, byNewman, bare] = [
      median(seen['probes'] ?? []),
      median(seen['newman'] ?? []),
      median(seen['bare'] ?? []),
    ];
    print(
      comparison({
        what: 'probes',
        ours: probes,
        theirs: byNewman,
        unit: 'requests/s',
        than: 'newman',
        atLeast: 10,
      }),
    );
    print(
      comparison({
        what: 'probes',
        ours: probes,
        theirs: bare,
        unit: 'requests/s',
        than: 'bare node:https',
        atLeast: 0.5,
      }),
    );
  } finally {
    server.close();
  }
}

/** @param {import('./apis.js').Place} place */
const targetOf = ({ clientId }) => `/billers/${clientId}/thing-1/list`;

/** @param {import('./apis.js').Place} place @returns {() => Promise<number>} */
function probesOf(place) {
  const { origin, ca, clientId, bearerToken } = place;
  const secrets = new Secrets();
  secrets.add(clientId, '{{SANDBOX_CLIENT_ID}}');
  secrets.add(bearerToken, '{{SANDBOX_BEARER_TOKEN}}');
  const client = new WireClient({
    timeout: 10_000,
    cap: 10 * 1024 * 1024,
    extraCa: ca,
  });
  let id = 0;
  const open = { refusal: () => undefined };
  const recorder = new Recorder('sandbox', open, client, new Pace(), secrets, {
    retries: 2,
    nextId: () => ++id,
  });
  /** @type {import('../dist/contract/exchange.js').WireRequest} */
  const request = {
    method: 'POST',
    origin,
    target: targetOf(place),
    headers: [
      ['Host', new URL(origin).host],
      ['Content-Type', 'application/json'],
      ['Authorization', `Bearer ${bearerToken}`],
      ['Accept', 'application/json'],
    ],
    body: Buffer.from(BODY),
  };
  return () =>
    rate(async () => {
      const { raw } = await recorder.exchange(request, { by: 'look', operation: undefined });
      if (raw.kind !== 'answer' || raw.status !== 200)
        throw new Error(`not answered: ${JSON.stringify(raw)}`);
    });
}

/** @param {import('./apis.js').Place} place @returns {() => Promise<number>} */
function bareOf(place) {
  const agent = new https.Agent({ keepAlive: true, maxSockets: UNDER_WAY, ca: place.ca });
  const headers = {
    'Content-Type': 'application/json',
    Authorization: `Bearer ${place.bearerToken}`,
    Accept: 'application/json',
    'Content-Length': BODY.length,
  };
  const url = new URL(targetOf(place), place.origin);
  const send = () =>
    new Promise((resolve, reject) => {
      const request = https.request(url, { method: 'POST', agent, headers }, (response) => {
        /** @type {Buffer[]} */ const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('end', () =>
          response.statusCode === 200 ? resolve(Buffer.concat(chunks)) : reject(new Error('not answered')),
        );
      });
      request.on('error', reject);
      request.end(BODY);
    });
  return () => rate(send);
}

/** @param {() => Promise<unknown>} send @returns {Promise<number>} requests per second */
async function rate(send) {
  let left = REQUESTS;
  const began = performance.now();
  const lane = async () => {
    while (left > 0) {
      left -= 1;
      await send();
    }
  };
  await Promise.all(Array.from({ length: UNDER_WAY }, lane));
  return REQUESTS / ((performance.now() - began) / 1000);
}

/** @param {import('./apis.js').Place} place @returns {() => Promise<number>} */
function newmanOf(place) {
  const request = {
    method: 'POST',
    header: [
      { key: 'Content-Type', value: 'application/json' },
      { key: 'Authorization', value: `Bearer ${place.bearerToken}` },
      { key: 'Accept', value: 'application/json' },
    ],
    url: place.origin + targetOf(place),
    body: { mode: 'raw', raw: BODY },
  };
  const collection = {
    info: {
      name: 'Same requests',
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    item: Array.from({ length: BY_NEWMAN }, (_, index) => ({ name: `Request ${index}`, request })),
  };
  return async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'contract-bench-'));
    const sslExtraCaCerts = path.join(folder, 'ca.pem');
    writeFileSync(sslExtraCaCerts, place.ca);
    try {
      return await newmanRate({ collection, sslExtraCaCerts });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
}

/** Loading the collection and the sandbox does not count. @param {object} options @returns {Promise<number>} */
function newmanRate(options) {
  return new Promise((resolve, reject) => {
    let began = 0;
    newman
      .run(options, (error, summary) => {
        const failures = summary?.run.failures.length ?? 0;
        if (error || failures > 0) reject(error ?? new Error(`${failures} requests by newman failed`));
      })
      .on('beforeItem', () => {
        began ||= performance.now();
      })
      .on('beforeDone', () => resolve(BY_NEWMAN / ((performance.now() - began) / 1000)));
  });
}
