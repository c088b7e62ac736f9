import type { NoAnswer } from '../../contract/exchange.js';

/** What is wrong with a certificate, by Node's code for it (`D6`). */
const CERTIFICATES: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'the certificate has expired',
  CERT_NOT_YET_VALID: 'the certificate is not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another host',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN:
    'the certificate was issued by an authority that is not trusted (EXTRA_CA_CERTS adds one)',
  UNABLE_TO_GET_ISSUER_CERT: 'the certificate was issued by an unknown authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'the certificate was issued by an unknown authority (EXTRA_CA_CERTS adds one)',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'the server does not send the intermediate certificate, or its authority is unknown',
};

const DNS = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_FAIL']);
const REFUSED = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN']);
const TIMEOUTS = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'ETIMEDOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);

/** Says in one sentence why nothing came back. */
export function noAnswer(error: unknown): NoAnswer {
  const { code, message } = rootOf(error);
  const none = (reason: NoAnswer['reason'], detail: string): NoAnswer => ({
    kind: 'none',
    reason,
    detail,
    ...(code !== undefined && { code }),
  });
  if (code === undefined) return none('protocol', message);
  const certificate = CERTIFICATES[code];
  if (certificate !== undefined) return none('tls', certificate);
  if (DNS.has(code)) return none('dns', `the host name could not be resolved (${code})`);
  if (REFUSED.has(code)) return none('refused', `the connection was refused (${code})`);
  if (TIMEOUTS.has(code)) return none('timeout', `no connection in time (${code})`);
  if (/^(ERR_SSL|ERR_TLS|EPROTO|CERT_|UNABLE_TO)/.test(code))
    return none('tls', `the TLS handshake failed: ${message}`);
  if (/^(HPE_|UND_ERR_HEADERS_OVERFLOW|UND_ERR_RESPONSE|UND_ERR_INVALID|UND_ERR_NOT_SUPPORTED)/.test(code)) {
    return none('protocol', `what came was no HTTP/1.1 answer (${code}: ${message})`);
  }
  return none('closed', `the connection was closed without an answer (${code})`);
}

interface Coded {
  readonly code?: string;
  readonly message: string;
}

/** undici wraps what the socket said; several addresses of a host give one error each. */
function rootOf(error: unknown): Coded {
  if (error instanceof AggregateError && error.errors.length > 0) return rootOf(error.errors[0]);
  if (!(error instanceof Error)) return { message: String(error) };
  const code: unknown = Reflect.get(error, 'code');
  if (code === 'UND_ERR_SOCKET' && error.cause instanceof Error) return rootOf(error.cause);
  return { message: error.message, ...(typeof code === 'string' && { code }) };
}
