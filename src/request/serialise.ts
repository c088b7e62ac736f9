import { Agent, type ClientRequest } from 'node:http';
import type { Header, WireRequest } from '../contract/exchange.js';
import { FileBytes } from './files.js';
import { framing } from './framing.js';
import { type OutgoingRequest, postman, type RequestOptions } from './postman.js';

export interface Serialised {
  readonly request: WireRequest;
  /** Where the suite frames the request otherwise than newman does, each in a few words. */
  readonly framed: readonly string[];
}

/**
 * Writes a request as newman does, by postman-request and Node's own client, over an agent that leads nowhere.
 *
 * postman-request sends its body a turn of the event loop later. That step is made here at once, as `finish`
 * tells; the rest is its own code.
 *
 * @throws Error in Postman's or Node's words, where newman cannot send it either
 */
export function serialise(options: RequestOptions): Serialised {
  let failure: Error | null = null;
  const callback = (error: Error | null): void => {
    failure ??= error;
  };
  const request = new (postman().Request)({
    ...options,
    agents: { http: NOWHERE, https: NOWHERE_SAFE },
    proxy: false,
    callback,
  });
  // Its own last step would put the body on its way once more.
  const body = failure ? undefined : finish(request, options['jar']);
  request._aborted = true;
  if (failure) throw failure;
  if (!request.req) throw new Error('it has no address to go to');
  // A text goes out together with the head, and takes it along as UTF-8.
  const text = typeof request.body === 'string' || request._form !== undefined;
  const { target, headers } = head(request.req, text);
  const { host, origin } = new URL(`${request.uri.protocol}//${request.uri.host}`);
  const { method } = request.req;
  const { carried, framed } = framing(method, headers, host, body?.length ?? 0);
  return {
    request: { method, origin, target, headers: carried, ...(body && body.length > 0 && { body }) },
    framed,
  };
}

/** Node's agent refuses a Host that is no text, or stands there twice, when a request is given to it. */
function refuseOddHost(request: ClientRequest): void {
  const host = request.getHeader('host');
  if (host !== undefined && typeof host !== 'string') throw new TypeError('its header Host is no text');
}

const nowhere = (protocol: string, defaultPort: number): Agent =>
  Object.assign(new Agent({ keepAlive: true }), { protocol, defaultPort, addRequest: refuseOddHost });
const NOWHERE = nowhere('http:', 80);
const NOWHERE_SAFE = nowhere('https:', 443);
/** Methods for which neither Node nor postman-request says that a body is missing. */
const SILENT = new Set(['GET', 'HEAD', 'TRACE', 'DELETE', 'CONNECT', 'OPTIONS']);

/** The end of postman-request's `init`: cookies, the length, the type of a file, the head, the body. */
function finish(request: OutgoingRequest, jar: unknown): Buffer | undefined {
  request.jar(jar, () => undefined);
  const body = bodyOf(request);
  if (body === undefined && !request.hasHeader('content-length') && !SILENT.has(request.method))
    request.setHeader('Content-Length', 0);
  if (body !== undefined && !request.hasHeader('content-length'))
    request.setHeader('Content-Length', body.length);
  request.start();
  return body;
}

function bodyOf(request: OutgoingRequest): Buffer | undefined {
  const { body, _form: form } = request;
  if (form) return formBytes(form._streams, `--${form.getBoundary()}--\r\n`);
  if (body instanceof FileBytes) {
    // It learns the type of a file when the file is piped to it.
    request.emit('pipe', body);
    return body.bytes;
  }
  if (typeof body === 'string') return body === '' ? undefined : Buffer.from(body);
  return Buffer.isBuffer(body) ? body : undefined;
}

/** The parts of a form as they are piped: header, value, and a function that writes the end of a part. */
function formBytes(streams: readonly unknown[], end: string): Buffer {
  const parts = streams.map((part): Buffer => {
    if (typeof part === 'function') return Buffer.from('\r\n');
    if (typeof part === 'string') return Buffer.from(part);
    if (Buffer.isBuffer(part)) return part;
    const source = isDelayed(part) ? part.source : part;
    return source instanceof FileBytes ? source.bytes : Buffer.alloc(0);
  });
  return streams.length === 0 ? Buffer.alloc(0) : Buffer.concat([...parts, Buffer.from(end)]);
}

const isDelayed = (part: unknown): part is { readonly source: unknown } =>
  typeof part === 'object' && part !== null && 'source' in part;

/** Target and headers as Node writes them: with a text as body the head is UTF-8, else Latin-1. */
function head(request: ClientRequest, text: boolean): Pick<WireRequest, 'target' | 'headers'> {
  request.flushHeaders();
  const written = '_header' in request ? String(request._header) : '';
  const bytes = text ? Buffer.from(written).toString('latin1') : written;
  const [first = '', ...lines] = bytes.split('\r\n').slice(0, -2);
  return {
    target: first.slice(request.method.length + 1, -' HTTP/1.1'.length),
    headers: lines.map((line): Header => {
      const colon = line.indexOf(': ');
      return [line.slice(0, colon), line.slice(colon + 2)];
    }),
  };
}
