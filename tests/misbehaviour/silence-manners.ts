import type { Call } from '../other-api/api.js';
import type { Manner } from './odd.js';

const bytes =
  (text: string): Manner =>
  ({ response: { socket } }) =>
    socket?.end(text);

const isValid = ({ request, body }: Call): boolean =>
  request.method === 'POST' &&
  /^application\/json/.test(request.headers['content-type'] ?? '') &&
  body === '{"limit":1}';

export const SILENCES: Readonly<Record<string, Manner>> = {
  silent: () => undefined,
  'silent to what is invalid': (call) => (isValid(call) ? call.send(200, {}) : undefined),
  closed: ({ response }) => response.socket?.destroy(),
  'a malformed status line': bytes('HTTP/1.1 okay\r\nContent-Length: 2\r\n\r\n{}'),
  'many headers': bytes(
    `HTTP/1.1 200 OK\r\n${'X-Many: header\r\n'.repeat(100_000)}Content-Length: 2\r\n\r\n{}`,
  ),
  'a control character': bytes('HTTP/1.1 200 OK\r\nX-Odd: a\u0001b\r\nContent-Length: 2\r\n\r\n{}'),
};
