import type { NoAnswer } from '../../contract/exchange.js';

/** What is wrong with a certificate, by Node's code for it (`D6`). */
const CERTIFICATES: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'the certificate has expired',
  CERT_NOT_YET_VALID: 'the certificate is not valid yet',
  CERT_REVOKED: 'the certificate was revoked',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another host',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN:
    'the certificate was issued by an authority that is not trusted (EXTRA_CA_CERTS adds one)',
  UNABLE_TO_GET_ISSUER_CERT: 'the certificate was issued by an unknown authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'the certificate was issued by an unknown authority (EXTRA_CA_CERTS adds one)',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'the server does not send the intermediate certificate, or its authority is unknown (EXTRA_CA_CERTS adds one)',
};

const HTTP2 =
  'the server only speaks HTTP/2, and the suite speaks HTTP/1.1: let the server take HTTP/1.1 as well';
/** The SETTINGS frame that a server of HTTP/2 begins with, whatever it was sent. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is made of them
const SETTINGS_FRAME = /^\0..\x04.\0{4}/s;

type Telling = readonly [codes: RegExp, reason: NoAnswer['reason'], detail: (error: Coded) => string];

/** What a code stands for; the first that fits. */
const REASONS: readonly Telling[] = [
  [
    /^(ENOTFOUND|EAI_\w+)$/,
    'dns',
    ({ code, host }) => `the host name${host ? ` ${host}` : ''} could not be resolved (${code})`,
  ],
  [
    /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN)$/,
    'refused',
    ({ code }) => `the connection was refused (${code})`,
  ],
  [
    /^(ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT)$/,
    'timeout',
    ({ code }) => `no connection in time (${code})`,
  ],
  [/^UND_ERR_(DESTROYED|CLOSED)$/, 'aborted', () => 'the run was stopped'],
  [
    /^UND_ERR_(INVALID_ARG|NOT_SUPPORTED)$/,
    'guard',
    ({ message }) => `the request cannot be written as HTTP/1.1: ${message}`,
  ],
  [
    /^(ERR_SSL|ERR_TLS|ERR_OSSL|EPROTO$|CERT_|UNABLE_TO)/,
    'tls',
    ({ message }) => `the TLS handshake failed: ${message}`,
  ],
  [
    /^(HPE_\w+|UND_ERR_HEADERS_OVERFLOW|UND_ERR_RES_CONTENT_LENGTH_MISMATCH)$/,
    'protocol',
    ({ code, message }) => `what came was no HTTP/1.1 answer (${code}: ${message})`,
  ],
];

/** Says in one sentence why nothing came back. */
export function noAnswer(error: unknown): NoAnswer {
  const root = rootOf(error);
  const { code, message } = root;
  const none = (reason: NoAnswer['reason'], detail: string): NoAnswer => ({
    kind: 'none',
    reason,
    detail,
    ...(code !== undefined && { code }),
  });
  const proxy = /^Proxy response \((\d+)\)/.exec(message)?.[1];
  if (proxy !== undefined) return none('refused', `the proxy answered ${proxy} where a tunnel was asked for`);
  const certificate = CERTIFICATES[code ?? ''];
  if (certificate !== undefined) return none('tls', certificate);
  if (/before secure TLS connection/.test(message))
    return none('tls', `the connection was closed in the TLS handshake (${code})`);
  if (code === 'ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL') return none('tls', HTTP2);
  if (error instanceof Error && SETTINGS_FRAME.test(String(Reflect.get(error, 'data'))))
    return none('protocol', HTTP2);
  // undici gives its parser's errors no code.
  if (error instanceof Error && error.name === 'HTTPParserError' && !/Invalid EOF/.test(message))
    return none('protocol', `what came was no HTTP/1.1 answer: ${message}`);
  // undici's words for an interim answer that nobody asked for.
  if (/^bad (response|upgrade)$/.test(message))
    return none('protocol', 'the server answered something else than was asked (100 or 101)');
  const telling = REASONS.find(([codes]) => codes.test(code ?? ''));
  if (telling) return none(telling[1], telling[2](root));
  return none('closed', `the connection was closed without an answer (${code ?? message})`);
}

interface Coded {
  readonly code?: string;
  readonly message: string;
  readonly host?: string;
}

/** undici wraps what the socket said; several addresses of a host give one error each. */
function rootOf(error: unknown): Coded {
  if (error instanceof AggregateError && error.errors.length > 0) return rootOf(error.errors[0]);
  if (!(error instanceof Error)) return { message: String(error) };
  const code: unknown = Reflect.get(error, 'code');
  if (/^UND_ERR_(SOCKET|PRX_TLS)$/.test(String(code)) && error.cause instanceof Error)
    return rootOf(error.cause);
  const host: unknown = Reflect.get(error, 'hostname');
  return {
    message: error.message,
    ...(typeof code === 'string' && { code }),
    ...(typeof host === 'string' && { host }),
  };
}
