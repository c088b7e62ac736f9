import type { HelloAnswer, OldVersion } from '../../contract/connection.js';
import { clientHello } from './client-hello.js';
import { type Endpoint, open } from './open.js';

const NAMES: Readonly<Record<number, string>> = {
  768: 'SSL 3.0',
  769: 'TLS 1.0',
  770: 'TLS 1.1',
  771: 'TLS 1.2',
};
const ALERTS: Readonly<Record<number, string>> = {
  40: 'handshake_failure',
  47: 'illegal_parameter',
  50: 'decode_error',
  70: 'protocol_version',
  71: 'insufficient_security',
  80: 'internal_error',
  86: 'inappropriate_fallback',
  112: 'unrecognized_name',
};
const ALERT = 21;
const HANDSHAKE = 22;
const WARNING = 1;

/** Offers one old TLS version, and nothing else, to a server. */
export async function hello(
  version: OldVersion,
  endpoint: Endpoint,
  signal: AbortSignal,
): Promise<HelloAnswer> {
  const opened = await open(endpoint, signal);
  if (opened.kind !== 'open') return opened;
  const { socket } = opened;
  const answer = await new Promise<HelloAnswer>((resolve) => {
    let received = Buffer.alloc(0);
    const refused = (detail: string, answered = true): void => resolve({ kind: 'refused', detail, answered });
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const said = reading(received);
      if (said) resolve(said);
    });
    socket.once('close', () => refused('the connection was closed'));
    signal.addEventListener('abort', () => refused('no answer in time', false), { once: true });
    if (signal.aborted) refused('no answer in time', false);
    socket.resume();
    socket.write(clientHello(version, endpoint.host));
  });
  socket.destroy();
  return answer;
}

/** What the bytes so far say; undefined where they do not yet say it. */
function reading(received: Buffer): HelloAnswer | undefined {
  const refused = (detail: string): HelloAnswer => ({ kind: 'refused', detail, answered: true });
  if (received.length < 5) return undefined;
  const length = received.readUInt16BE(3);
  const record = received.subarray(5, 5 + length);
  const type = received[0];
  if ((type !== ALERT && type !== HANDSHAKE) || received[1] !== 3) return refused('an answer that is no TLS');
  if (record.length < Math.min(length, 6)) return undefined;
  if (type === ALERT) {
    // A warning is no refusal: what follows it decides.
    if (record[0] === WARNING && record[1] !== 0) return reading(received.subarray(5 + length));
    const code = record[1] ?? 0;
    return refused(`alert ${ALERTS[code] ?? code}`);
  }
  if (record[0] !== 2) return refused('a handshake that does not begin with a ServerHello');
  const version = record.readUInt16BE(4);
  const name = NAMES[version] ?? `version 0x${version.toString(16)}`;
  return version < 0x0303 ? { kind: 'accepted', version: name } : refused(`${name}, which was not offered`);
}
