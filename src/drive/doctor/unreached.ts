import type { Handshake } from '../../contract/connection.js';
import type { NoAnswer } from '../../contract/exchange.js';
import { SETTINGS, settingsOf } from '../../settings/table.js';
import type { Diagnosis } from './diagnosis.js';
import type { Visit } from './visit.js';

/** Says why nobody answered, and what to do about it. */
export function unreached({ reason, detail }: NoAnswer, visit: Visit, ownCa: boolean): Diagnosis {
  const { environment, proxy, handshake } = visit;
  const baseUrl = settingsOf(environment).baseUrl.name;
  const stops = (place: string, fact: string, fix: string): Diagnosis => ({
    gravity: 'stops',
    place,
    fact,
    fix,
  });
  if (proxy !== undefined && (reason === 'dns' || reason === 'refused')) {
    const fix = `Correct it, or name ${visit.host} in ${SETTINGS.noProxy.name} where it is reached without a proxy`;
    return stops(SETTINGS.httpsProxy.name, `the proxy ${proxy} stands between, and ${detail}`, fix);
  }
  if (reason === 'tls' && handshake && handshake.kind !== 'trusted')
    return stops(baseUrl, certificateFact(handshake), certificateFix(handshake, baseUrl, ownCa));
  return stops(baseUrl, detail, FIXES[reason]?.(baseUrl) ?? `Correct ${baseUrl}, or start the API there`);
}

const FIXES: Readonly<Partial<Record<NoAnswer['reason'], (baseUrl: string) => string>>> = {
  dns: (baseUrl) => `Correct the host in ${baseUrl}, or join the network (VPN) that knows it`,
  refused: (baseUrl) =>
    `Correct host and port in ${baseUrl}, start the API, or set ${SETTINGS.httpsProxy.name} where a proxy is needed`,
  timeout: () =>
    `Open the way there (firewall, VPN), set ${SETTINGS.httpsProxy.name} where a proxy is needed, or give it longer with --timeout`,
  tls: (baseUrl) => noTls(baseUrl),
};

/** What OpenSSL said, and whose certificate it is. */
function certificateFact(handshake: Exclude<Handshake, { readonly kind: 'trusted' }>): string {
  const chain = handshake.kind === 'untrusted' ? handshake.chain : undefined;
  const [own] = chain?.certificates ?? [];
  if (!own) return IN_CLEAR.test(handshake.detail) ? 'what came was no TLS' : oneLine(handshake.detail);
  const day = (date: Date): string => date.toISOString().slice(0, 10);
  const of = `“${own.subject}”, issued by “${own.issuer}”, valid from ${day(own.from)} to ${day(own.until)}`;
  return `${withoutAdvice(handshake.detail)}: it is ${of}`;
}

/** OpenSSL's words for an answer in clear. */
const IN_CLEAR = /wrong version number|packet length too long|http request/;

const oneLine = (detail: string): string => detail.trim().replace(/\s+/g, ' ');

/** The fix says it. */
const withoutAdvice = (detail: string): string => detail.replace(/ \([A-Z_]+ adds one\)$/, '');

function certificateFix(
  handshake: Exclude<Handshake, { readonly kind: 'trusted' }>,
  baseUrl: string,
  ownCa: boolean,
): string {
  const { detail } = handshake;
  if (handshake.kind === 'untrusted' && handshake.chain?.wrongHost !== undefined)
    return `Write a host in ${baseUrl} that the certificate is for`;
  if (/expired|not valid yet/.test(detail))
    return `Have it renewed, or set this machine's clock, which says ${new Date().toISOString()}`;
  // A CA that was renewed under its old name shows as a signature that does not fit.
  if (handshake.kind === 'untrusted') {
    const name = SETTINGS.extraCa.name;
    return ownCa
      ? `${name} names a file without the CA that issued it: add that CA's certificate there`
      : `Name the PEM file of the CA that issued it in ${name}; verification is never off`;
  }
  return noTls(baseUrl);
}

const noTls = (baseUrl: string): string =>
  `Correct ${baseUrl}: what listens there may speak no TLS, or another version of it`;
