import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';

/** What certificates are verified against: the root bundle, and extra CA certificates where they were given (`D6`). */
export function trustOf(extraCa: string | undefined): { readonly secureContext?: SecureContext } {
  return extraCa === undefined
    ? {}
    : { secureContext: createSecureContext({ ca: [...rootCertificates, extraCa] }) };
}
