import { isIP, type Socket } from 'node:net';
import { connect, type SecureContext } from 'node:tls';
import type { Handshake, SeenChain } from '../../contract/connection.js';
import { noAnswer } from '../wire/no-answer.js';
import { type Endpoint, open } from './open.js';
import { readBadCertificate } from './read-bad-certificate.js';
import { readChain } from './read-chain.js';

export interface Trust {
  readonly secureContext?: SecureContext;
  readonly extraCa: string | undefined;
}

/** Errors that are about the certificate, not about the handshake. */
const ABOUT_CERTIFICATE =
  /^(CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|ERR_TLS_CERT|ERR_TLS_INVALID|INVALID_|PATH_LENGTH|HOSTNAME_|CRL_|EE_|CA_|ERROR_IN_CERT)/;

/** Makes a handshake as every client should, certificate verified; reads the certificate where it was refused. */
export async function handshake(endpoint: Endpoint, trust: Trust, signal: AbortSignal): Promise<Handshake> {
  const opened = await open(endpoint, signal);
  if (opened.kind !== 'open') return opened;
  const name = isIP(endpoint.host) ? {} : { servername: endpoint.host };
  const context = trust.secureContext ? { secureContext: trust.secureContext } : {};
  const result = await verified(opened.socket, endpoint.host, { ...name, ...context }, trust, signal);
  opened.socket.destroy();
  if (result.kind !== 'untrusted') return result;
  const again = await open(endpoint, signal);
  if (again.kind !== 'open') return result;
  const read = await readBadCertificate(again.socket, endpoint.host, name, trust.extraCa, context);
  again.socket.destroy();
  return { ...result, ...read };
}

function verified(
  socket: Socket,
  host: string,
  options: { readonly servername?: string; readonly secureContext?: SecureContext },
  { extraCa }: Trust,
  signal: AbortSignal,
): Promise<Handshake> {
  return new Promise((resolve) => {
    const late = (): void => resolve({ kind: 'refused', detail: 'no answer in time' });
    signal.addEventListener('abort', late, { once: true });
    // An address has no name to be sent, and is what the certificate must be for all the same.
    const secure = connect({ socket, host, ...options });
    secure.once('secureConnect', () => {
      const chain: SeenChain = readChain(secure, host, extraCa) ?? { certificates: [], anchored: true };
      resolve({ kind: 'trusted', protocol: secure.getProtocol() ?? 'TLS', chain });
    });
    secure.on('error', (error) => {
      const { code, detail } = noAnswer(error);
      resolve({ kind: ABOUT_CERTIFICATE.test(code ?? '') ? 'untrusted' : 'refused', detail });
    });
    socket.once('close', () => resolve({ kind: 'refused', detail: 'the connection was closed' }));
  });
}
