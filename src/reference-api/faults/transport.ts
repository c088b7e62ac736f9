import { createServer, type Server as PlainServer } from 'node:http';
import type { Wanted } from '../certificates.js';
import { answering, type Change } from '../changes.js';
import { at, type Fault } from './fault.js';

/** Another certificate than the one that clients can verify. */
const certified =
  (wanted: Wanted): Change =>
  (stages) => ({
    tls: async (options, authority) =>
      stages.tls({ ...options, ...(await authority.issue(wanted)) }, authority),
  });

/** Older versions of TLS beside, or instead of, the documented ones. */
const speaking =
  (minVersion: 'TLSv1' | 'TLSv1.1', maxVersion?: 'TLSv1.1' | 'TLSv1.2'): Change =>
  (stages) => ({
    tls: async (options, authority) => ({
      ...(await stages.tls(options, authority)),
      minVersion,
      ...(maxVersion && { maxVersion }),
      // This OpenSSL signs nothing for these versions at its usual level.
      ciphers: 'DEFAULT:@SECLEVEL=0',
    }),
  });

const HANDSHAKE = 0x16;

/** Connections that do not begin with a handshake are given to a plain server. */
const plainly =
  (plain: (serve: Parameters<typeof createServer>[1]) => PlainServer): Change =>
  (stages) => ({
    connect: (server, serve) => {
      stages.connect(server, serve);
      const unencrypted = plain(serve);
      const handshakes = server.listeners('connection');
      server.removeAllListeners('connection');
      server.on('connection', (socket) => {
        socket.once('error', () => socket.destroy());
        socket.once('data', (bytes: Buffer) => {
          socket.pause();
          socket.unshift(bytes);
          if (bytes[0] !== HANDSHAKE) unencrypted.emit('connection', socket);
          else for (const listener of handshakes) listener.call(server, socket);
          process.nextTick(() => socket.resume());
        });
      });
    },
  });

const redirecting = (status: number, location: (path: string) => string): Change =>
  answering((_reply, { path }) => ({ status, body: {}, headers: { Location: location(path) } }));

export const transport: readonly Fault[] = [
  {
    name: 'tls-1-0-accepted',
    says: 'TLS 1.0 is spoken.',
    rule: 'transport/tls-minimum',
    apply: speaking('TLSv1'),
  },
  {
    name: 'tls-1-1-accepted',
    says: 'TLS 1.1 is spoken in production.',
    rule: 'transport/tls-minimum',
    only: 'production',
    apply: speaking('TLSv1.1'),
  },
  {
    name: 'tls-1-0-accepted-without-1-3',
    says: 'TLS 1.0 to 1.2 are spoken, and 1.3 is not, in sandbox.',
    rule: 'transport/tls-minimum',
    only: 'sandbox',
    apply: speaking('TLSv1', 'TLSv1.2'),
  },
  {
    name: 'plain-http-served',
    says: 'The API is served without TLS on the same port.',
    rule: 'transport/plaintext-refused',
    apply: plainly((serve) => createServer({ keepAliveTimeout: 1 }, serve)),
  },
  {
    name: 'plain-http-welcomed-in-production',
    says: 'A request without TLS is answered with 200 on the same port in production.',
    rule: 'transport/plaintext-refused',
    only: 'production',
    apply: plainly(() =>
      createServer((_request, response) => {
        response
          .writeHead(200, { 'Content-Type': 'application/json', Connection: 'close' })
          .end('{"ok":true}');
      }),
    ),
  },
  {
    name: 'certificate-expired',
    says: 'The certificate has expired.',
    rule: 'transport/certificate',
    only: 'sandbox',
    apply: certified({ days: [-90, -1] }),
  },
  {
    name: 'certificate-not-yet-valid',
    says: 'The certificate is not yet valid in production.',
    rule: 'transport/certificate',
    only: 'production',
    apply: certified({ days: [1, 90] }),
  },
  {
    name: 'certificate-of-another-host',
    says: 'The certificate is for another host.',
    rule: 'transport/certificate',
    only: 'production',
    apply: certified({ hosts: ['api.example.com'] }),
  },
  {
    name: 'certificate-of-unknown-issuer',
    says: 'The certificate comes from a CA that is not in the root bundle.',
    rule: 'transport/certificate',
    only: 'sandbox',
    apply: certified({ issuer: 'stranger' }),
  },
  {
    name: 'certificate-self-signed',
    says: 'The certificate has signed itself.',
    rule: 'transport/certificate',
    only: 'sandbox',
    apply: certified({ issuer: 'itself' }),
  },
  {
    name: 'intermediate-missing',
    says: 'The certificate is sent without its intermediate.',
    rule: 'transport/certificate',
    only: 'production',
    apply: certified({ intermediate: 'missing' }),
  },
  {
    name: 'intermediate-expired',
    says: 'The intermediate certificate has expired.',
    rule: 'transport/certificate',
    only: 'sandbox',
    apply: certified({ intermediate: [-90, -1] }),
  },
  {
    name: 'redirects-to-another-host',
    says: 'Listing models is redirected to another host.',
    rule: 'transport/no-redirect',
    ...at(
      '/models/list',
      redirecting(302, (path) => `https://elsewhere.example.com${path}`),
    ),
  },
  {
    name: 'redirects-to-plain-http',
    says: 'Reading an attribute is redirected to plain HTTP in sandbox.',
    rule: 'transport/no-redirect',
    only: 'sandbox',
    ...at(
      '/attributes/get',
      redirecting(307, (path) => `http://localhost${path}`),
    ),
  },
  {
    name: 'redirects-for-good',
    says: 'Requesting an export is redirected to another host for good in production.',
    rule: 'transport/no-redirect',
    only: 'production',
    ...at(
      '/exports/create',
      redirecting(308, (path) => `//files.example.com${path}`),
    ),
  },
];
