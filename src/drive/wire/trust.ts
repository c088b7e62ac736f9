import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';

/** Made once: reading the root bundle takes longer than a handshake. */
const contexts = new Map<string, SecureContext>();

/** What certificates are verified against: the root bundle, and extra CA certificates where they were given (`D6`). */
export function trustOf(extraCa: string | undefined): { readonly secureContext?: SecureContext } {
  if (extraCa === undefined) return {};
  let secureContext = contexts.get(extraCa);
  if (!secureContext) {
    secureContext = createSecureContext({ ca: [...rootCertificates, extraCa] });
    contexts.set(extraCa, secureContext);
  }
  return { secureContext };
}
