import { X509Certificate } from 'node:crypto';
import {
  checkServerIdentity,
  type DetailedPeerCertificate,
  rootCertificates,
  type TLSSocket,
} from 'node:tls';
import type { SeenCertificate, SeenChain } from '../../contract/connection.js';
import { certificatesIn } from '../../settings/extra-ca.js';

/** More than any chain has; a circle ends here. */
const LONGEST = 10;

/** The certificates that a server showed, as far as each one's issuer is known. */
export function readChain(
  socket: TLSSocket,
  host: string,
  extraCa: string | undefined,
): SeenChain | undefined {
  const own = socket.getPeerCertificate(true);
  if (!own?.raw) return undefined;
  const raw: Buffer[] = [];
  for (let next: DetailedPeerCertificate | undefined = own; next?.raw && raw.length < LONGEST; ) {
    raw.push(next.raw);
    next = next.issuerCertificate === next ? undefined : next.issuerCertificate;
  }
  const certificates = raw.map((bytes) => new X509Certificate(bytes));
  const top = certificates.at(-1);
  const wrongHost = checkServerIdentity(host, own);
  return {
    certificates: certificates.map(seen),
    anchored: top !== undefined && trusted(extraCa).has(top.fingerprint256),
    ...(wrongHost && { wrongHost: names(own, host) }),
  };
}

function seen(certificate: X509Certificate): SeenCertificate {
  return {
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    from: new Date(certificate.validFrom),
    until: new Date(certificate.validTo),
    selfSigned: certificate.checkIssued(certificate),
  };
}

/** The common name, else the whole name in one line. */
function nameOf(name: string): string {
  return /^CN=(.+)$/m.exec(name)?.[1] ?? name.split('\n').join(', ');
}

function names(own: DetailedPeerCertificate, host: string): string {
  const listed =
    own.subjectaltname?.replaceAll(/(DNS|IP Address):/g, '') ?? String(own.subject?.CN ?? 'nobody');
  return `it is for ${listed}, and ${host} was asked for`;
}

function trusted(extraCa = ''): ReadonlySet<string> {
  return new Set(
    [...rootCertificates, ...certificatesIn(extraCa)].map((pem) => new X509Certificate(pem).fingerprint256),
  );
}
