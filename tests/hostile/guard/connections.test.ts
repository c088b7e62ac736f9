import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { readServer } from './reads.js';

/** Ways to open a connection, or to ask for a name, in a thread that was sealed. */
const WAYS: Readonly<Record<string, string>> = {
  'net.connect': "require('node:net').connect(PORT, 'localhost')",
  'a socket of its own': "new (require('node:net').Socket)().connect({ port: PORT })",
  'tls.connect': "require('node:tls').connect(PORT, 'localhost')",
  'http.get': "require('node:http').get('http://localhost:PORT/')",
  'https.get': "require('node:https').get('https://localhost:PORT/')",
  http2: "require('node:http2').connect('https://localhost:PORT/')",
  fetch: "fetch('https://localhost:PORT/')",
  WebSocket: "new (globalThis.WebSocket ?? require('undici').WebSocket)('wss://localhost:PORT/')",
  undici: "require('undici').request('https://localhost:PORT/')",
  'a datagram': "require('node:dgram').createSocket('udp4').send('x', PORT, '127.0.0.1')",
  'a look-up': "require('node:dns').resolve('example.invalid', () => undefined)",
  'another thread': "new (require('node:worker_threads').Worker)('PORT', { eval: true })",
  'a program': "require('node:child_process').spawn(process.execPath, ['--version'])",
  'a program that is waited for': "require('node:child_process').spawnSync(process.execPath, ['--version'])",
  'a line of a shell': "require('node:child_process').execSync('true')",
  'a copy of the program': "require('node:child_process').fork('./no-such-file.js')",
  'a part of Node.js': "process.binding('tcp_wrap')",
  'a debugger': "require('node:inspector').open(0)",
  'a server': "require('node:net').createServer().listen(0)",
};

/** The names of the ways by which something was opened, or that were not refused. */
const SOURCE = `
  const { parentPort, workerData } = require('node:worker_threads');
  (async () => {
    const { sealConnections } = await import(workerData.module);
    sealConnections();
    const told = [];
    process.on('uncaughtException', () => undefined);
    process.on('unhandledRejection', () => undefined);
    for (const [name, way] of Object.entries(workerData.ways)) {
      try {
        const made = eval(way);
        const emitter = made && typeof made.once === 'function' ? made : undefined;
        await new Promise((resolve) => {
          const refused = (error) => { told.push([name, /makes all connections/.test(String(error.message) + String(error.cause?.message))]); resolve(); };
          if (emitter) { emitter.once('error', refused); for (const event of ['connect', 'secureConnect', 'listening', 'response', 'open']) emitter.once(event, () => { told.push([name, false]); resolve(); }); }
          else if (made && typeof made.then === 'function') made.then(() => { told.push([name, false]); resolve(); }, refused);
          else if (made && typeof made.addEventListener === 'function') { made.addEventListener('open', () => { told.push([name, false]); resolve(); }); made.addEventListener('error', () => { told.push([name, true]); resolve(); }); }
          else { told.push([name, false]); resolve(); }
        });
      } catch (error) {
        told.push([name, /makes all connections/.test(error.message)]);
      }
    }
    parentPort.postMessage(told);
  })();
`;

describe('The thread of newman', () => {
  it('opens no connection, asks for no name and listens nowhere, by whatever way', async () => {
    const server = await readServer();
    const ways = Object.fromEntries(
      Object.entries(WAYS).map(([name, way]) => [name, way.replaceAll('PORT', `${server.port}`)]),
    );
    const module = new URL('../../../dist/drive/newman/sealed.js', import.meta.url).href;
    const worker = new Worker(SOURCE, { eval: true, workerData: { module, ways } });
    const [told] = await once(worker, 'message');
    expect(told).toEqual(Object.keys(WAYS).map((name) => [name, true]));
    expect(server.connections()).toBe(0);
    await worker.terminate();
    await server.close();
  });
});
