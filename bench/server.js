import { randomBytes, randomUUID } from 'node:crypto';
import { createServer } from 'node:https';
import { makeCertificates } from '../dist/reference-api/certificates.js';

/**
 * An API with the documented manners in a process of its own, whose every answer has at least so many bytes
 * (the first argument). `/<any>/create`, `get`, `list` and `delete`, each with a store of ids.
 */
const padding = paddingOf(Number(process.argv[2] ?? 0));
const clientId = `cid_${randomBytes(12).toString('hex')}`;
const bearerToken = randomBytes(20).toString('hex');
/** @type {Map<string, Set<string>>} */
const stores = new Map();
const answers = { newman: 0, probes: 0 };

/** JSON as it is met with: many small objects, not one long string. @param {number} bytes */
function paddingOf(bytes) {
  const row = {
    name: 'A row of an answer',
    active: true,
    amount: 12.5,
    tags: ['one', 'two'],
    code: 'abcdefghijkl',
  };
  return Array.from({ length: Math.ceil(bytes / (JSON.stringify(row).length + 1)) }, () => row);
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {string} text
 * @returns {[status: number, body: Record<string, unknown>]}
 */
function handle(request, text) {
  const [, , client, thing = '', action = '', ...more] = new URL(
    request.url ?? '/',
    'https://x',
  ).pathname.split('/');
  if (more.length > 0 || !thing.startsWith('thing-') || !['create', 'get', 'list', 'delete'].includes(action))
    return refusal(404, 'NO_ENDPOINT', 'NOT_FOUND');
  if (request.method !== 'POST') return refusal(404, 'METHOD', 'NOT_FOUND');
  if (client !== clientId) return refusal(401, 'CLIENT_ID', 'AUTHENTICATION');
  if (request.headers.authorization !== `Bearer ${bearerToken}`)
    return refusal(401, 'TOKEN', 'AUTHENTICATION');
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? ''))
    return refusal(400, 'CONTENT_TYPE', 'INVALID_REQUEST');
  const body = objectOf(text);
  return body ? act(thing, action, body) : refusal(400, 'BODY', 'INVALID_REQUEST');
}

/**
 * @param {string} thing
 * @param {string} action
 * @param {Record<string, unknown>} body
 * @returns {[status: number, body: Record<string, unknown>]}
 */
function act(thing, action, body) {
  const store = stores.get(thing) ?? new Set();
  stores.set(thing, store);
  if (action === 'list') return [200, { count: store.size }];
  if (action === 'create') {
    if (typeof body['name'] !== 'string' || body['name'] === '')
      return refusal(400, 'NAME', 'INVALID_REQUEST');
    const id = `thg_${randomUUID().replaceAll('-', '')}`;
    store.add(id);
    return [201, { id, name: body['name'] }];
  }
  const id = body['id'];
  if (typeof id !== 'string') return refusal(400, 'ID', 'INVALID_REQUEST');
  if (!store.has(id)) return refusal(404, 'NO_SUCH_THING', 'NOT_FOUND');
  if (action === 'delete') store.delete(id);
  return [200, { id }];
}

/** @param {number} status @param {string} code @param {string} type @returns {[number, Record<string, unknown>]} */
function refusal(status, code, type) {
  return [status, { error_code: code, error_type: type }];
}

/** @param {string} text @returns {Record<string, unknown> | undefined} */
function objectOf(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const paddingText = padding.length > 0 ? `,"rows":${JSON.stringify(padding)}}` : '}';
const { ca, cert, key } = await makeCertificates();
const server = createServer({ cert, key }, (request, response) => {
  /** @type {Buffer[]} */ const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const [status, body] = handle(request, Buffer.concat(chunks).toString('utf8'));
    answers[request.headers['user-agent']?.startsWith('PostmanRuntime') ? 'newman' : 'probes'] += 1;
    const text = JSON.stringify(body).slice(0, -1) + paddingText;
    response.writeHead(status, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    });
    response.end(text);
  });
});
// Every message is a question for how many answers were given.
process.on('message', () => process.send?.(answers));
process.on('disconnect', () => process.exit());
server.listen(0, 'localhost', () => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  process.send?.({ origin: `https://localhost:${address.port}`, ca, clientId, bearerToken });
});
