import type { ConnectionSeen, SeenChain } from '../../contract/connection.js';
import type { ConnectionRule, Judgement } from '../rule.js';
import { type Flaw, flawsOf } from '../support/certificate-flaws.js';
import { unseen } from '../support/unseen.js';

const DAY = 86_400_000;
/** Days before the end from which it is told. */
const SOON = 21;

export const certificate: ConnectionRule = {
  id: 'transport/certificate',
  kind: 'connection',
  documented: ['D5', 'D6'],
  says: 'The certificate verifies against an up-to-date root bundle.',
  sends: 'a handshake, as every client makes it',
  accepts: `a chain, host name and dates that verify against the root bundle and EXTRA_CA_CERTS; a note from ${SOON} days before it expires`,
  checks: [
    {
      sends: 'a handshake that verifies the certificate',
      at: 'certificate',
      judge: (seen) => unseen(seen.handshake) ?? judged(seen),
    },
  ],
};

function judged({ handshake, host, at }: ConnectionSeen): Judgement {
  switch (handshake.kind) {
    case 'trusted':
      return { holds: true, notes: soonOver(handshake.chain, at) };
    case 'untrusted':
      return broken(flawsOf(handshake.chain, at), host, handshake.detail);
    default:
      return {
        holds: 'unknown',
        reason: 'no handshake was finished, so no certificate was seen (transport/tls-minimum)',
      };
  }
}

function broken(flaws: readonly Flaw[], host: string, detail: string): Judgement {
  const [first] = flaws;
  return {
    holds: false,
    expected: `a certificate for ${host} that verifies against the root bundle`,
    received: flaws.length > 0 ? flaws.map(({ says }) => says).join('; ') : detail,
    advice: first?.advice ?? 'Have the certificate issued anew, and verify it with the root bundle.',
    cause: `certificate: ${first?.kind ?? detail}`,
  };
}

function soonOver({ certificates }: SeenChain, at: Date): string[] {
  return certificates
    .filter(({ selfSigned }) => !selfSigned)
    .map(({ subject, until }) => ({ subject, until, days: (until.getTime() - at.getTime()) / DAY }))
    .filter(({ days }) => days < SOON)
    .map(
      ({ subject, until, days }) =>
        `the certificate of ${subject} expires on ${until.toISOString().slice(0, 10)}, in ${Math.floor(days)} days`,
    );
}
