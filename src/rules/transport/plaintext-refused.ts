import type { PlainAnswer } from '../../contract/connection.js';
import { isSuccess } from '../../contract/statuses.js';
import type { ConnectionRule, Judgement } from '../rule.js';
import { unseen } from '../support/unseen.js';

type Answered = Extract<PlainAnswer, { kind: 'answered' }>;

export const plaintextRefused: ConnectionRule = {
  id: 'transport/plaintext-refused',
  kind: 'connection',
  documented: ['D5'],
  says: 'HTTP without TLS is not served.',
  sends:
    'an HTTP request in clear to port 80, or to the port that the base URL names; with a made-up client_id and no credentials',
  accepts:
    'no connection, a closed one, an HTTP refusal that the API itself does not give over TLS; a redirect to https is a note',
  checks: [
    {
      sends: 'a request in clear with a made-up client_id',
      judge: ({ plain, plainPort, handshake }) => {
        const unknown = unseen(plain);
        if (unknown) return unknown;
        if (plain.kind === 'answered') return judgeAnswer(plain, plainPort);
        const how = `port ${plainPort}: ${'detail' in plain ? plain.detail : 'refused'}`;
        // Where nobody is there at all, a refusal proves nothing.
        return unseen(handshake) ?? { holds: true, notes: [how] };
      },
    },
  ],
};

function judgeAnswer(answer: Answered, port: number): Judgement {
  const { status, location, code, asOverTls } = answer;
  const what = `port ${port} answered ${status} in clear`;
  if (isSuccess(status)) return served(what, port);
  if (status >= 300 && status < 400 && location !== undefined) {
    return location.startsWith('https:')
      ? { holds: true, notes: [`${what}, and sent on to https`] }
      : served(`${what}, and sent on to another address in clear`, port);
  }
  if (asOverTls) return served(`${what} with error_code ${JSON.stringify(code)}, as it does over TLS`, port);
  return { holds: true, notes: [what] };
}

function served(received: string, port: number): Judgement {
  return {
    holds: false,
    expected: 'a request in clear is refused',
    received,
    at: `port ${port}`,
    advice: 'Serve HTTPS only: close the port, or answer it with a redirect to https.',
    cause: 'HTTP in clear is served',
  };
}
