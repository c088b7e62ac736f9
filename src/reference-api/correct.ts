import { endpoints } from './endpoints/index.js';
import { flawOf, isObject } from './fields.js';
import { CODES, Refusal } from './refusal.js';
import type { Call, Endpoint, Reply, Stages } from './stages.js';

/** Requests that one endpoint takes in so many milliseconds. */
const RATE_LIMIT = 2000;
const WINDOW = 10_000;

/** The stages as the document wants them: a correct implementation. */
export function correctStages(rateLimit = RATE_LIMIT): Stages {
  const windows = new Map<string, { count: number; ends: number }>();
  return {
    tls: (options) => ({ ...options, minVersion: 'TLSv1.2' }),
    connect: (server, serve) => {
      server.on('request', serve);
    },
    accept: () => false,
    route,
    limit: (call) => {
      const key = `${call.environment} ${call.endpoint?.path}`;
      const now = Date.now();
      const known = windows.get(key);
      const window = known && now < known.ends ? known : { count: 0, ends: now + WINDOW };
      windows.set(key, window);
      window.count += 1;
      // Who goes past the limit waits for a second, as Retry-After says.
      if (window.count === rateLimit + 1) window.ends = now + 1000;
      if (window.count > rateLimit)
        throw new Refusal('RATE_LIMIT_EXCEEDED', 'too many requests to this endpoint');
    },
    identify,
    authenticate,
    authorize: ({ token, endpoint, store, credentials }) => {
      const scopes = token === credentials.bearerToken ? ['*'] : (store.tokens.get(token ?? '') ?? []);
      if (!scopes.includes('*') && !scopes.includes(endpoint?.scope ?? '')) {
        throw new Refusal('INSUFFICIENT_SCOPE', `the token lacks the scope ${endpoint?.scope}`);
      }
    },
    contentType: ({ request }) => {
      const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
      if (type !== 'application/json')
        throw new Refusal('UNSUPPORTED_CONTENT_TYPE', 'Content-Type must be application/json');
    },
    parse: ({ body }) => parse(body),
    validate: (input, { endpoint }) => {
      const flaw = endpoint && flawOf(input, endpoint.fields);
      if (flaw) throw new Refusal(flaw.missing ? 'MISSING_FIELD' : 'INVALID_FIELD', flaw.message, flaw.field);
    },
    handle: (input, call) => {
      if (!call.endpoint) throw new Refusal('UNKNOWN_ENDPOINT', 'no such endpoint');
      return call.endpoint.handle(input, call);
    },
    refuse,
    serialise: ({ status, body, headers }, { requestId }) => {
      const own = { 'X-Request-Id': requestId, ...headers };
      if (Buffer.isBuffer(body))
        return { status, headers: { 'Content-Type': 'application/octet-stream', ...own }, body };
      const text = JSON.stringify({ ...body, request_id: requestId });
      return { status, headers: { 'Content-Type': 'application/json', ...own }, body: Buffer.from(text) };
    },
    write: ({ status, headers, body }, { response }) => {
      response.writeHead(status, { ...headers, 'Content-Length': String(body.length) });
      response.end(body);
    },
  };
}

function route(call: Call): Endpoint {
  const segments = call.path.split('/');
  for (const endpoint of call.method === 'POST' ? endpoints : []) {
    const parameters = matched(endpoint.path.split('/'), segments);
    if (!parameters) continue;
    call.parameters = parameters;
    return endpoint;
  }
  throw new Refusal('UNKNOWN_ENDPOINT', `no endpoint ${call.method} ${call.path}`);
}

function matched(
  pattern: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (part.startsWith('{')) parameters[part.slice(1, -1)] = segment;
    else if (part !== segment) return undefined;
  }
  return parameters;
}

function identify({ clientId, credentials }: Call): void {
  if (clientId === '') throw new Refusal('MISSING_CLIENT_ID', 'client_id is missing', 'client_id');
  if (clientId !== credentials.clientId)
    throw new Refusal('INVALID_CLIENT_ID', 'client_id is not known', 'client_id');
}

function authenticate(call: Call): void {
  const header = call.request.headers.authorization ?? '';
  if (header === '' || /^bearer\s*$/i.test(header))
    throw new Refusal('MISSING_TOKEN', 'a Bearer token is required');
  const token = /^bearer +(\S+)$/i.exec(header)?.[1];
  if (token === undefined || (token !== call.credentials.bearerToken && !call.store.tokens.has(token))) {
    throw new Refusal('INVALID_TOKEN', 'the Bearer token is not valid');
  }
  call.token = token;
}

function parse(body: Buffer): Record<string, unknown> {
  let input: unknown;
  try {
    input = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body));
  } catch {
    throw new Refusal('MALFORMED_JSON', 'the body is not valid JSON');
  }
  if (!isObject(input)) throw new Refusal('BODY_NOT_OBJECT', 'the body must be a JSON object');
  return input;
}

function refuse(error: unknown): Reply {
  const refusal = error instanceof Refusal ? error : new Refusal('INTERNAL_ERROR', 'something went wrong');
  const [type, status] = CODES[refusal.code];
  return {
    status,
    body: {
      error_code: refusal.code,
      error_type: type,
      message: refusal.message,
      ...(refusal.field !== undefined && { field: refusal.field }),
    },
    ...(status === 429 && { headers: { 'Retry-After': '1' } }),
  };
}
