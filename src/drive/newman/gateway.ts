import http from 'node:http';
import https from 'node:https';
import { type Duplex, duplexPair } from 'node:stream';
import type { Outcome, WireRequest } from '../../contract/exchange.js';
import type { Arrived } from './protocol.js';
import { keepHead, writtenHeaders } from './raw-head.js';
import { tookOnTheWire } from './response-times.js';

/** Sends a request for newman and tells what came back. */
export type Forward = (request: WireRequest) => Promise<Arrived>;

/**
 * Agents that carry newman's requests to the drive and its answers back, inside the process.
 *
 * newman writes HTTP into one end of a pair of streams; Node's own HTTP server reads the other. So every
 * request of a collection (its items, `pm.sendRequest`, each leg of an authentication) takes the same way to
 * the wire as the probes do: one place that guards, paces, retries, verifies certificates and records.
 */
export function gatewayAgents(forward: Forward): { http: http.Agent; https: https.Agent } {
  const handle: http.RequestListener = (request, response) => {
    const { origin = '', method, near } = request.socket as FarEnd;
    receive(request, origin)
      .then((received) => forward(method === undefined ? received : { ...received, method }))
      .then(({ outcome, duration }) => {
        if (near && duration !== undefined) tookOnTheWire(near, duration);
        answer(response, outcome);
      })
      .catch(() => response.destroy());
  };
  const server = http.createServer({ keepAlive: false, maxHeaderSize: 1 << 20 }, handle);
  // Node would answer 417 by itself to an expectation that it does not know.
  server.on('checkExpectation', handle);
  server.timeout = 0;
  server.requestTimeout = 0;
  server.headersTimeout = 0;
  // An answer of the gateway's own would be taken for one of the API.
  server.on('clientError', (error, far: FarEnd) => misframed(far, error.message));

  const connect = (
    scheme: 'http' | 'https',
    options: { host?: string | null | undefined; port?: unknown; ownMethod?: string },
  ): Duplex => {
    const [near, far] = duplexPair();
    const port = String(options.port ?? '');
    const usual = port === '' || port === (scheme === 'https' ? '443' : '80');
    const host =
      options.host?.includes(':') && !options.host.startsWith('[') ? `[${options.host}]` : options.host;
    // newman looks at `authorized`; certificates are verified where the request really leaves.
    Object.assign(near, { authorized: true, encrypted: scheme === 'https' });
    const origin = `${scheme}://${host ?? ''}${usual ? '' : `:${port}`}`;
    Object.assign(far, { origin, near, method: options.ownMethod });
    // One end of a pair knows nothing of the other's end by itself.
    far.once('close', () =>
      near.destroy(Object.assign(new Error('the connection was closed'), { code: 'ECONNRESET' })),
    );
    // Else the server's side of each connection, and the answer with it, would stay in memory.
    near.once('close', () => far.destroy());
    keepHead(far);
    server.emit('connection', far);
    return near;
  };

  class PlainAgent extends http.Agent {
    override createConnection(options: http.ClientRequestArgs): Duplex {
      return connect('http', options);
    }
    override keepSocketAlive(): boolean {
      return false;
    }
  }
  class SecureAgent extends https.Agent {
    override createConnection(options: https.RequestOptions): Duplex {
      return connect('https', options);
    }
    override keepSocketAlive(): boolean {
      return false;
    }
  }
  const agents = { http: new PlainAgent({ keepAlive: true }), https: new SecureAgent({ keepAlive: true }) };
  for (const agent of Object.values(agents)) hideOwnMethods(agent);
  return agents;
}

/** Ends a request that its own headers make unreadable, so that newman tells of it. */
function misframed(far: FarEnd, reason: string): void {
  far.near?.destroy(new Error(`the request cannot be sent as it is framed: ${reason}`));
  far.destroy();
}

/** Milliseconds within which a request has to be whole: both ends are in this process. */
const WHOLE_WITHIN = 5_000;

/** The end that the server reads. */
interface FarEnd extends Duplex {
  readonly origin?: string;
  /** A method that Node's parser does not know. */
  readonly method?: string;
  readonly near?: Duplex;
}

/** Node's client writes any method, its server reads those that it knows: another one goes beside the connection. */
function hideOwnMethods(agent: http.Agent): void {
  const add: unknown = Reflect.get(agent, 'addRequest');
  if (typeof add !== 'function') throw new TypeError('this Node.js has no Agent.addRequest');
  const addRequest = (request: http.ClientRequest, options: object, ...more: unknown[]): unknown => {
    const { method } = request;
    if (http.METHODS.includes(method)) return add.call(agent, request, options, ...more);
    request.method = 'POST';
    return add.call(agent, request, { ...options, ownMethod: method }, ...more);
  };
  Object.assign(agent, { addRequest });
}

async function receive(request: http.IncomingMessage, origin: string): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  // A length that a collection states by hand may be more than its body ever is.
  const late = setTimeout(
    () => misframed(request.socket, 'its body is shorter than its headers say'),
    WHOLE_WITHIN,
  );
  for await (const chunk of request) chunks.push(chunk);
  clearTimeout(late);
  const body = Buffer.concat(chunks);
  return {
    method: request.method ?? 'GET',
    origin,
    target: request.url ?? '/',
    headers: writtenHeaders(request.socket).filter(([name]) => name.toLowerCase() !== 'transfer-encoding'),
    ...(body.length > 0 && { body }),
  };
}

/** Framing and encoding are over when the answer gets here: the body is whole and decoded. */
const DONE_ALREADY = new Set([
  'transfer-encoding',
  'content-encoding',
  'content-length',
  'connection',
  'keep-alive',
]);

function answer(response: http.ServerResponse, outcome: Outcome): void {
  if (outcome.kind === 'none' || outcome.defect) {
    response.socket?.destroy();
    return;
  }
  const headers = outcome.headers.filter(([name]) => !DONE_ALREADY.has(name.toLowerCase()));
  if (outcome.status !== 204 && outcome.status !== 304) {
    headers.push(['Content-Length', String(outcome.body.length)]);
  }
  response.sendDate = false;
  response.writeHead(outcome.status, outcome.statusText, headers.flat());
  response.end(outcome.body);
}
