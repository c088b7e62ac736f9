import { setTimeout as delay } from 'node:timers/promises';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { type Change, withHeaders } from '../changes.js';
import type { Stages } from '../stages.js';
import type { Variant } from './variant.js';

type Written = Parameters<Stages['write']>[0];
type Call = Parameters<Stages['write']>[1];

const writing =
  (write: (written: Written, call: Call) => void | Promise<void>): Change =>
  () => ({ write });

/** Compresses for a client that takes it. */
const compressed =
  (encoding: string, compress: (bytes: Buffer) => Buffer): Change =>
  (stages) => ({
    serialise: (reply, call) => {
      const written = stages.serialise(reply, call);
      if (!String(call.request.headers['accept-encoding'] ?? '').includes(encoding)) return written;
      const headers = { ...written.headers, 'Content-Encoding': encoding, Vary: 'Accept-Encoding' };
      return { ...written, headers, body: compress(written.body) };
    },
  });

export const wire: readonly Variant[] = [
  {
    name: 'chunked',
    says: 'Answers come in one chunk, without Content-Length.',
    apply: writing(({ status, headers, body }, { response }) => {
      response.writeHead(status, headers);
      response.write(body);
      response.end();
    }),
  },
  {
    name: 'many-chunks',
    says: 'Answers come in chunks of a few bytes, which cut characters in two.',
    apply: writing(({ status, headers, body }, { response }) => {
      response.writeHead(status, headers);
      for (let at = 0; at < body.length; at += 7) response.write(body.subarray(at, at + 7));
      response.end();
    }),
  },
  {
    name: 'gzip',
    says: 'Answers are compressed with gzip for clients that take it.',
    apply: compressed('gzip', (bytes) => gzipSync(bytes)),
  },
  {
    name: 'deflate',
    says: 'Answers are compressed with deflate for clients that take it.',
    apply: compressed('deflate', (bytes) => deflateSync(bytes)),
  },
  {
    name: 'brotli',
    says: 'Answers are compressed with Brotli for clients that take it.',
    apply: compressed('br', (bytes) => brotliCompressSync(bytes)),
  },
  {
    name: 'connection-closed-after-each-answer',
    says: 'The connection is closed after each answer.',
    apply: withHeaders(() => ({ Connection: 'close' })),
  },
  {
    name: 'connection-closed-after-ten-answers',
    says: 'The connection is closed after ten answers.',
    apply: (stages) => ({
      connect: (server, serve) => {
        server.maxRequestsPerSocket = 10;
        stages.connect(server, serve);
      },
    }),
  },
  {
    name: 'keep-alive-told',
    says: 'Answers tell how long the connection is kept.',
    apply: (stages) => ({
      connect: (server, serve) => {
        server.keepAliveTimeout = 2000;
        stages.connect(server, serve);
      },
    }),
  },
  {
    name: 'slow',
    says: 'Each answer takes its time.',
    apply: (stages) => ({
      accept: async (call) => {
        await delay(15);
        return stages.accept(call);
      },
    }),
  },
  {
    name: 'now-and-then-slow',
    says: 'Every 50th answer takes most of a second.',
    apply: (stages) => {
      let count = 0;
      return {
        accept: async (call) => {
          count += 1;
          if (count % 50 === 0) await delay(800);
          return stages.accept(call);
        },
      };
    },
  },
  {
    name: 'body-comes-later',
    says: 'The body comes a while after the headers.',
    apply: writing(async ({ status, headers, body }, { response }) => {
      response.writeHead(status, { ...headers, 'Content-Length': String(body.length) });
      response.flushHeaders();
      await delay(5);
      response.end(body);
    }),
  },
  {
    name: 'interim-answer',
    says: 'An interim answer goes before each answer.',
    apply: (stages) => ({
      write: (written, call) => {
        call.response.writeProcessing();
        return stages.write(written, call);
      },
    }),
  },
];
