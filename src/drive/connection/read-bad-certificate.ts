import type { Socket } from 'node:net';
import { connect } from 'node:tls';
import type { SeenChain } from '../../contract/connection.js';
import { readChain } from './read-chain.js';

/**
 * Reads a certificate that was already refused, to tell what is wrong with it. This is the one place where
 * verification is off; nothing is sent on the connection, and it is closed as soon as the certificate is there.
 */
export function readBadCertificate(
  socket: Socket,
  host: string,
  servername: { readonly servername?: string },
  extraCa: string | undefined,
  secureContext: object,
): Promise<{ readonly protocol?: string; readonly chain?: SeenChain }> {
  return new Promise((resolve) => {
    const secure = connect({ socket, ...servername, ...secureContext, rejectUnauthorized: false });
    secure.once('secureConnect', () => {
      const chain = readChain(secure, host, extraCa);
      const protocol = secure.getProtocol();
      secure.destroy();
      resolve({ ...(protocol !== null && { protocol }), ...(chain && { chain }) });
    });
    secure.on('error', () => resolve({}));
    socket.once('close', () => resolve({}));
  });
}
