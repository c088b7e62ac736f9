import { webcrypto } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { isIP, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type SecureContextOptions, type TLSSocket } from 'node:tls';

// The library asks at its start for decorator metadata, which none of its classes has.
const none = () => undefined;
if (!('getMetadata' in Reflect))
  Object.assign(Reflect, { getMetadata: none, getOwnMetadata: none, defineMetadata: none });
const x509 = await import('@peculiar/x509');
x509.cryptoProvider.set(webcrypto);

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY = 86_400_000;

/** What the certificate of a server is; by default a good one for `localhost`, under an intermediate. */
export interface CertificateOptions {
  readonly host?: string;
  /** The name of the root. */
  readonly root?: string;
  /** Days from now. */
  readonly from?: number;
  readonly until?: number;
  readonly selfSigned?: boolean;
  /** Leaves the intermediate out of what the server sends. */
  readonly withoutIntermediate?: boolean;
}

export interface Certificate {
  /** The root that a client has to trust, PEM. */
  readonly ca: string;
  /** What the server sends, PEM. */
  readonly cert: string;
  readonly key: string;
}

/** A root, an intermediate and a server's certificate, made anew. */
export async function certificate(options: CertificateOptions = {}): Promise<Certificate> {
  const { host = 'localhost', root: name = 'Test root', from = -1, until = 1 } = options;
  const [root, middle, leaf] = await Promise.all([keys(), keys(), keys()]);
  const ca = await issue({ subject: name, keys: root, issuer: name, by: root, ca: true, until: 365 });
  const intermediate = await issue({
    subject: 'Test intermediate',
    keys: middle,
    issuer: name,
    by: root,
    ca: true,
    until: 365,
  });
  const cert = await issue({
    subject: host,
    keys: leaf,
    issuer: options.selfSigned ? host : 'Test intermediate',
    by: options.selfSigned ? leaf : middle,
    ca: false,
    from,
    until,
  });
  const chain = options.selfSigned || options.withoutIntermediate ? [cert] : [cert, intermediate];
  const key = await webcrypto.subtle.exportKey('pkcs8', leaf.privateKey);
  return { ca, cert: chain.join('\n'), key: x509.PemConverter.encode(key, 'PRIVATE KEY') };
}

const keys = () => webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);

async function issue(of: {
  subject: string;
  keys: webcrypto.CryptoKeyPair;
  issuer: string;
  by: webcrypto.CryptoKeyPair;
  ca: boolean;
  from?: number;
  until?: number;
}): Promise<string> {
  const type = isIP(of.subject) ? ('ip' as const) : ('dns' as const);
  const name = [{ type, value: of.subject }];
  const made = await x509.X509CertificateGenerator.create({
    serialNumber: Buffer.from(webcrypto.getRandomValues(new Uint8Array(8))).toString('hex'),
    subject: `CN=${of.subject}`,
    issuer: `CN=${of.issuer}`,
    notBefore: new Date(Date.now() + (of.from ?? -1) * DAY),
    notAfter: new Date(Date.now() + (of.until ?? 1) * DAY),
    signingAlgorithm: ALGORITHM,
    publicKey: of.keys.publicKey,
    signingKey: of.by.privateKey,
    extensions: of.ca
      ? [new x509.BasicConstraintsExtension(true, undefined, true)]
      : [new x509.SubjectAlternativeNameExtension(name)],
  });
  return made.toString('pem');
}

export interface TestServer {
  readonly origin: string;
  readonly port: number;
  readonly ca: string;
  /** Connections that were accepted. */
  connections(): number;
  close(): Promise<void>;
}

/** A real HTTPS server on `localhost`. */
export async function httpsServer(
  listener: RequestListener,
  given?: Certificate & SecureContextOptions,
): Promise<TestServer> {
  const made = given ?? (await certificate());
  return await listening(createHttpsServer(made, listener), made, 'secureConnection');
}

/** A server that answers with whatever bytes it likes; `requests` holds what it received, byte for byte. */
export async function rawServer(
  answer: (socket: TLSSocket, request: string) => void,
): Promise<TestServer & { readonly requests: string[] }> {
  const made = await certificate();
  const requests: string[] = [];
  const server = createTlsServer(made, (socket) => {
    let received = '';
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1');
      for (let end = endOf(received); end !== undefined; end = endOf(received)) {
        const request = received.slice(0, end);
        received = received.slice(end);
        requests.push(request);
        answer(socket, request);
      }
    });
  });
  return Object.assign(await listening(server, made, 'secureConnection'), { requests });
}

/** Where the first whole request ends, by its Content-Length. */
function endOf(received: string): number | undefined {
  const head = received.indexOf('\r\n\r\n');
  if (head < 0) return undefined;
  const length = Number(/^content-length: *(\d+)/im.exec(received.slice(0, head))?.[1] ?? 0);
  return received.length >= head + 4 + length ? head + 4 + length : undefined;
}

async function listening(server: Server, { ca }: { ca: string }, accepted: string): Promise<TestServer> {
  const open = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => undefined);
  });
  server.on(accepted, () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const { port } = address;
  return {
    origin: `https://localhost:${port}`,
    port,
    ca,
    connections: () => connections,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
