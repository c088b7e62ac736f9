import type { PlainAnswer } from '../../contract/connection.js';
import type { Answer, WireRequest } from '../../contract/exchange.js';
import { jsonOf } from '../../contract/places.js';
import type { ErrorPlaces } from '../../contract/promises.js';
import { errorIn } from '../../rules/support/error-places.js';
import { type Endpoint, open } from './open.js';

/** Bytes of an answer in clear that are looked at. */
const CAP = 65_536;

/**
 * Sends a request in clear, and nothing that is secret in it.
 *
 * @param errors where errors say what they are
 * @param overTls sends the same request as it should be sent; asked only where the answer in clear looks like the API's
 */
export async function plain(
  endpoint: Endpoint,
  request: WireRequest,
  overTls: () => Promise<Answer | undefined>,
  signal: AbortSignal,
  errors: ErrorPlaces | undefined,
): Promise<PlainAnswer> {
  const opened = await open(endpoint, signal);
  if (opened.kind !== 'open') {
    // A host that does not exist refuses nothing; a port that nobody answers does.
    const nobody = opened.kind === 'unreachable' && !/could not be resolved/.test(opened.detail);
    return nobody ? { kind: 'refused', detail: opened.detail } : opened;
  }
  const { socket } = opened;
  socket.write(written(request, endpoint));
  const received = await everything(socket, signal);
  socket.destroy();
  const answer = answerIn(received);
  if (!answer) return { kind: 'refused', detail: silence(received, signal.aborted) };
  const { status, location, body } = answer;
  const codeOf = (text: string) => errorIn(jsonOf(text), errors).code;
  const code = codeOf(body);
  const same = code === undefined ? undefined : await overTls();
  return {
    kind: 'answered',
    status,
    ...(location !== undefined && { location: absolute(location, endpoint, request.target) }),
    ...(code !== undefined && { code }),
    asOverTls: same?.status === status && codeOf(same.body.toString('utf8')) === code,
  };
}

function written(
  { method, target, headers, body = Buffer.alloc(0) }: WireRequest,
  endpoint: Endpoint,
): Buffer {
  const host = endpoint.host.includes(':') ? `[${endpoint.host}]` : endpoint.host;
  const lines = [
    `${method} ${target} HTTP/1.1`,
    `Host: ${endpoint.port === 80 ? host : `${host}:${endpoint.port}`}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${body.length}`,
    'Connection: close',
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]);
}

function everything(socket: NodeJS.ReadableStream, signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    let received = '';
    const done = (): void => resolve(received);
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString('latin1');
      if (received.length > CAP || complete(received)) done();
    });
    socket.once('close', done);
    socket.once('end', done);
    signal.addEventListener('abort', done, { once: true });
    if (signal.aborted) done();
    socket.resume();
  });
}

function silence(received: string, late: boolean): string {
  if (received !== '') return 'an answer that is no HTTP';
  return late ? 'no answer in time' : 'the connection was closed';
}

/** A server that keeps the connection open is not waited for. */
function complete(received: string): boolean {
  const end = received.indexOf('\r\n\r\n');
  const length = /^content-length: *(\d+)/im.exec(end < 0 ? '' : received.slice(0, end))?.[1];
  return length !== undefined && received.length >= end + 4 + Number(length);
}

interface Reply {
  readonly status: number;
  readonly location?: string;
  readonly body: string;
}

function answerIn(received: string): Reply | undefined {
  const status = /^HTTP\/1\.[01] (\d{3})/.exec(received)?.[1];
  if (status === undefined) return undefined;
  const [head = '', ...rest] = received.split('\r\n\r\n');
  const location = /^location: *(\S+)/im.exec(head)?.[1];
  // The sizes of chunks are no part of what an error says; what is between braces is enough to be read.
  const text = rest.join('\r\n\r\n');
  const body = text.slice(Math.max(0, text.indexOf('{')), text.lastIndexOf('}') + 1);
  return { status: Number(status), body, ...(location !== undefined && { location }) };
}

function absolute(location: string, { host, port }: Endpoint, target: string): string {
  const base = `http://${host.includes(':') ? `[${host}]` : host}:${port}${target}`;
  return URL.canParse(location, base) ? new URL(location, base).href : location;
}
