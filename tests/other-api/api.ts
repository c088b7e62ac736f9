import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type Certificate, certificate } from '../tls-server.js';

/** What a test may put in place of the API's own way: return true where the request was answered. */
type Instead = (call: Call) => boolean | Promise<boolean>;

export interface Call {
  readonly environment: 'sandbox' | 'production';
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly path: string;
  readonly body: string;
  /** Answers with JSON. */
  send(status: number, body: unknown, headers?: Record<string, string>): void;
}

interface Book {
  readonly bookId: number;
  readonly title: string;
  readonly copies: number;
}

export interface OtherApi {
  readonly certificate: Certificate;
  readonly environments: Readonly<
    Record<'sandbox' | 'production', { baseUrl: string; clientId: string; bearerToken: string }>
  >;
  /** `METHOD path` of every request that arrived. */
  readonly arrived: Record<'sandbox' | 'production', string[]>;
  instead: Instead | undefined;
  /** Nothing that was created there is there any more. */
  reset(environment: 'sandbox' | 'production'): void;
  /** Nobody listens there any more, until it is started again at the same port. */
  stop(environment: 'sandbox' | 'production'): Promise<void>;
  start(environment: 'sandbox' | 'production'): Promise<void>;
  close(): Promise<void>;
}

/**
 * A small library of books with the documented manners and nothing else of the reference API: numbers for ids,
 * verbs behind a colon, an id in the path, the body looked at before the credentials, other codes, 404 for
 * another method, 401 for a wrong client_id.
 */
export async function startOtherApi(address: '127.0.0.1' | '::1' = '127.0.0.1'): Promise<OtherApi> {
  const host = address === '::1' ? '[::1]' : 'localhost';
  const made = await certificate(address === '::1' ? { host: address } : {});
  const stores = { sandbox: new Map<number, Book>(), production: new Map<number, Book>() };
  const api: OtherApi = {
    certificate: made,
    environments: { sandbox: credentials(), production: credentials() },
    arrived: { sandbox: [], production: [] },
    instead: undefined,
    reset: (environment) => stores[environment].clear(),
    stop: async (environment) => {
      servers.get(environment)?.closeAllConnections();
      await new Promise((resolve) => servers.get(environment)?.close(resolve));
    },
    start: async (environment) => {
      const port = Number(new URL(api.environments[environment].baseUrl.replace(/{.*/, '')).port);
      await new Promise<void>((resolve) => servers.get(environment)?.listen(port, address, resolve));
    },
    close: async () => {
      await api.stop('sandbox');
      await api.stop('production');
    },
  };
  const servers = new Map<'sandbox' | 'production', Server>();
  for (const environment of ['sandbox', 'production'] as const) {
    const store = stores[environment];
    const server = createServer({ cert: made.cert, key: made.key }, (request, response) => {
      void answer(api, environment, store, request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, address, resolve));
    servers.set(environment, server);
    const { port } = server.address() as AddressInfo;
    api.environments[environment].baseUrl = `https://${host}:${port}/billers/{CLIENT_ID}`;
  }
  return api;
}

const credentials = () => ({
  baseUrl: '',
  clientId: randomBytes(12).toString('hex'),
  bearerToken: `T.${randomBytes(18).toString('base64url')}`,
});

async function answer(
  api: OtherApi,
  environment: 'sandbox' | 'production',
  store: Map<number, Book>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const path = decodeURIComponent(new URL(request.url ?? '/', 'https://x').pathname);
  api.arrived[environment].push(`${request.method} ${path}`);
  const send: Call['send'] = (status, body, headers = {}) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
  const call: Call = {
    environment,
    request,
    response,
    path,
    body: Buffer.concat(chunks).toString('utf8'),
    send,
  };
  if (await api.instead?.(call)) return;
  const refusal = handle(api, call, store);
  if (refusal)
    send(refusal[0], {
      error_code: refusal[1],
      error_type: refusal[2],
      trace: randomBytes(4).toString('hex'),
    });
}

type Refusal = readonly [status: number, code: string, type: string];
const BAD = (code: string): Refusal => [400, code, 'bad_input'];

function handle(api: OtherApi, call: Call, store: Map<number, Book>): Refusal | undefined {
  const { clientId, bearerToken } = api.environments[call.environment];
  const [, , client, ...rest] = call.path.split('/');
  const endpoint = rest.join('/');
  const match = /^books:(\w+)$|^books\/([^/]+):(\w+)$/.exec(endpoint);
  const verb = match?.[1] ?? match?.[3];
  if (call.request.method !== 'POST' || !verb || !['add', 'find', 'show', 'rename', 'drop'].includes(verb)) {
    return [404, 'no_such_endpoint', 'not_found'];
  }
  if (!/^application\/json\s*(;|$)/i.test(call.request.headers['content-type'] ?? ''))
    return BAD('wrong_media_type');
  const json = parsed(call.body);
  if (json === undefined) return BAD('unreadable_body');
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return BAD('body_must_be_object');
  if (client !== clientId) return [401, 'unknown_client', 'auth'];
  if (call.request.headers.authorization !== `Bearer ${bearerToken}`) return [401, 'token_rejected', 'auth'];
  return act(verb, match?.[2], json as Record<string, unknown>, call, store);
}

function act(
  verb: string,
  id: string | undefined,
  json: Record<string, unknown>,
  call: Call,
  store: Map<number, Book>,
): Refusal | undefined {
  if (verb === 'add') {
    if (typeof json['title'] !== 'string' || json['title'] === '') return BAD('title_required');
    const book: Book = {
      bookId: 1000 + store.size + Math.floor(Math.random() * 1e6),
      title: json['title'],
      copies: Number(json['copies'] ?? 1),
    };
    store.set(book.bookId, book);
    call.send(201, { book });
    return undefined;
  }
  if (verb === 'find') {
    const books = [...store.values()].slice(0, 20);
    call.send(200, { books, count: store.size, next: null });
    return undefined;
  }
  const book = store.get(Number(id));
  if (!book) return [404, 'no_such_book', 'not_found'];
  if (verb === 'rename') {
    if (typeof json['title'] !== 'string') return BAD('title_required');
    store.set(book.bookId, { ...book, title: json['title'] });
  }
  if (verb === 'drop') store.delete(book.bookId);
  call.send(200, verb === 'drop' ? { dropped: book.bookId } : { book: store.get(book.bookId) });
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
