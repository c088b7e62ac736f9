import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Unseen } from '../../contract/connection.js';
import { noAnswer } from '../wire/no-answer.js';
import { proxyFor } from './proxy-for.js';

export interface Endpoint {
  /** Host name or address, without brackets. */
  readonly host: string;
  readonly port: number;
}

export type Opened = { readonly kind: 'open'; readonly socket: Socket } | Unseen;

/** Opens a connection, through the proxy where one is in force. Ends with the signal; never rejects. */
export async function open(endpoint: Endpoint, signal: AbortSignal): Promise<Opened> {
  const proxy = proxyFor(endpoint.host, endpoint.port, process.env);
  if (!proxy) return connected(connect({ ...endpoint, signal }), 'connect', signal);
  const opened = await toProxy(proxy, signal);
  if (opened.kind !== 'open') return { kind: 'unchecked', detail: `the proxy: ${opened.detail}` };
  return tunnel(opened.socket, endpoint, proxy, signal);
}

function toProxy(proxy: URL, signal: AbortSignal): Promise<Opened> {
  const host = proxy.hostname.replace(/^\[|\]$/g, '');
  if (proxy.protocol === 'http:') {
    return connected(connect({ host, port: Number(proxy.port || 80), signal }), 'connect', signal);
  }
  const servername = isIP(host) ? {} : { servername: host };
  const socket = connectTls({ host, port: Number(proxy.port || 443), ...servername });
  signal.addEventListener('abort', () => socket.destroy(new Error('no connection in time')), { once: true });
  return connected(socket, 'secureConnect', signal);
}

function connected(socket: Socket, event: 'connect' | 'secureConnect', signal: AbortSignal): Promise<Opened> {
  return new Promise((resolve) => {
    socket.once(event, () => resolve({ kind: 'open', socket }));
    // Errors that come later are told to whoever uses the socket.
    socket.on('error', (error) => {
      const detail = signal.aborted ? 'no connection in time' : noAnswer(error).detail;
      resolve({ kind: 'unreachable', detail });
    });
  });
}

/** Asks a proxy for a tunnel. */
function tunnel(socket: Socket, { host, port }: Endpoint, proxy: URL, signal: AbortSignal): Promise<Opened> {
  const name = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  const user = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`;
  const credentials = `Proxy-Authorization: Basic ${Buffer.from(user).toString('base64')}\r\n`;
  socket.write(`CONNECT ${name} HTTP/1.1\r\nHost: ${name}\r\n${user === ':' ? '' : credentials}\r\n`);
  return new Promise((resolve) => {
    let head = '';
    const refused = (detail: string): void => resolve({ kind: 'unchecked', detail });
    const read = (chunk: Buffer): void => {
      head += chunk.toString('latin1');
      if (!head.includes('\r\n\r\n')) return;
      socket.off('data', read).pause();
      const status = /^HTTP\/1\.\d (\d{3})/.exec(head)?.[1];
      if (status?.startsWith('2')) {
        resolve({ kind: 'open', socket });
        return;
      }
      socket.destroy();
      refused(`the proxy answered ${status ?? 'no HTTP'} where a tunnel to port ${port} was asked for`);
    };
    socket.on('data', read);
    socket.once('close', () => refused('the proxy gave no tunnel'));
    signal.addEventListener('abort', () => socket.destroy(), { once: true });
  });
}
