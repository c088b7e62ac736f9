import { type ConnectionSeen, OLD_VERSIONS, type OldVersion } from '../../contract/connection.js';
import type { ConnectionCheck, ConnectionRule, Judgement } from '../rule.js';
import { unseen } from '../support/unseen.js';

export const tlsMinimum: ConnectionRule = {
  id: 'transport/tls-minimum',
  kind: 'connection',
  documented: ['D5'],
  says: 'TLS 1.2 or 1.3 is spoken; lower versions are refused.',
  sends: 'a handshake with TLS 1.0 alone, with TLS 1.1 alone, and with the versions of today',
  accepts: 'TLS 1.0 and 1.1: an alert, or a closed connection; TLS 1.2 or 1.3: a finished handshake',
  checks: [...OLD_VERSIONS.map(refuses), acceptsToday()],
};

function refuses(version: OldVersion): ConnectionCheck {
  return {
    variation: version,
    sends: `a ClientHello that offers ${version} alone`,
    at: version,
    judge: (seen) => unseen(seen.handshake, seen.hellos[version]) ?? judgeOld(version, seen),
  };
}

function judgeOld(version: OldVersion, { hellos }: ConnectionSeen): Judgement {
  const answer = hellos[version];
  if (answer.kind === 'accepted') {
    return {
      holds: false,
      expected: `${version} is refused`,
      received: `a ServerHello with ${answer.version}`,
      advice: 'Set the lowest TLS version of the server, or of what stands before it, to 1.2.',
      cause: 'a TLS version below 1.2 is accepted',
    };
  }
  const how = 'detail' in answer ? answer.detail : '';
  return { holds: true, notes: [`${version}: ${how}`] };
}

function acceptsToday(): ConnectionCheck {
  return {
    variation: 'TLS 1.2 or 1.3',
    sends: 'a handshake with TLS 1.2 and 1.3',
    judge: ({ handshake }) => {
      const unknown = unseen(handshake);
      if (unknown) return unknown;
      if (handshake.kind === 'refused') {
        return {
          holds: false,
          expected: 'TLS 1.2 or 1.3 is accepted',
          received: `no handshake: ${handshake.detail}`,
          advice: 'Let the server speak TLS 1.2 or 1.3.',
        };
      }
      const { protocol } = 'protocol' in handshake ? handshake : { protocol: undefined };
      return { holds: true, ...(protocol !== undefined && { notes: [`spoke ${spoken(protocol)}`] }) };
    },
  };
}

/** Node writes `TLSv1.3`. */
const spoken = (protocol: string): string => protocol.replace('TLSv', 'TLS ');
