import type { SeenCertificate, SeenChain } from '../../contract/connection.js';

/** One thing that is wrong with a certificate. */
export interface Flaw {
  readonly kind:
    | 'self-signed'
    | 'unknown issuer'
    | 'missing intermediate'
    | 'not yet valid'
    | 'expired'
    | 'wrong host';
  readonly says: string;
  readonly advice: string;
}

/** Everything that is wrong with a chain, the gravest first; nothing where the reason is another. */
export function flawsOf(chain: SeenChain | undefined, at: Date): readonly Flaw[] {
  if (!chain) return [];
  const { certificates, wrongHost } = chain;
  return [
    ...issuerFlaws(chain),
    ...certificates.filter(({ until }) => until < at).map(expired),
    ...certificates.filter(({ from }) => from > at).map(early),
    ...(wrongHost === undefined ? [] : [forOthers(wrongHost)]),
  ];
}

function issuerFlaws({ certificates, anchored }: SeenChain): Flaw[] {
  const [own] = certificates;
  const top = certificates.at(-1);
  if (anchored || !own || !top) return [];
  if (own.selfSigned) {
    return [
      {
        kind: 'self-signed',
        says: `the certificate of ${own.subject} is self-signed`,
        advice:
          'Have it issued by an authority of the root bundle; EXTRA_CA_CERTS adds a private authority, no server’s own certificate.',
      },
    ];
  }
  // What the server's own certificate was issued by is neither sent nor a root: the usual slip.
  if (certificates.length === 1) return [alone(own)];
  const authority = top.selfSigned ? top.subject : top.issuer;
  return [
    {
      kind: 'unknown issuer',
      says: `the certificate was issued under ${authority}, an unknown issuer: it is not in the root bundle`,
      advice:
        'Have it issued by an authority of the root bundle, or name the PEM file of a private one in EXTRA_CA_CERTS.',
    },
  ];
}

const alone = ({ subject, issuer }: SeenCertificate): Flaw => ({
  kind: 'missing intermediate',
  says: `the server sends the certificate of ${subject} alone, and its issuer ${issuer} is not in the root bundle: an intermediate certificate is missing, or that issuer is a private root`,
  advice:
    'Let the server send the whole chain but the root; where the issuer is a private root, name its PEM file in EXTRA_CA_CERTS.',
});

const expired = ({ subject, until }: SeenCertificate): Flaw => ({
  kind: 'expired',
  says: `the certificate of ${subject} has expired on ${day(until)}`,
  advice: 'Renew it, and let it be renewed by a machine.',
});

const early = ({ subject, from }: SeenCertificate): Flaw => ({
  kind: 'not yet valid',
  says: `the certificate of ${subject} is not valid yet: it begins on ${day(from)}`,
  advice: 'Serve the certificate before it until then, and look at the clock of this machine.',
});

const forOthers = (names: string): Flaw => ({
  kind: 'wrong host',
  says: `the certificate is for another host: ${names}`,
  advice: 'Serve a certificate that names the host of the base URL, or correct the base URL.',
});

const day = (date: Date): string => date.toISOString().slice(0, 10);
