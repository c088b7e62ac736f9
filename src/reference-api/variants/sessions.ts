import { randomUUID } from 'node:crypto';
import type { Change } from '../changes.js';
import type { Variant } from './variant.js';

/** Whoever had a good token gets a cookie, which later stands in for it. */
const sessions: Change = (stages) => {
  const tokens = new Map<string, string>();
  return {
    authenticate: (call) => {
      try {
        stages.authenticate(call);
      } catch (refusal) {
        const [, id] = /\bsession=([\w-]+)/.exec(call.request.headers.cookie ?? '') ?? [];
        const token = tokens.get(`${call.environment} ${id}`);
        if (token === undefined) throw refusal;
        call.token = token;
      }
    },
    serialise: (reply, call) => {
      const written = stages.serialise(reply, call);
      if (call.token === undefined || reply.status >= 300) return written;
      const id = randomUUID();
      tokens.set(`${call.environment} ${id}`, call.token);
      const cookie = `session=${id}; Path=/; Secure; HttpOnly`;
      return { ...written, headers: { ...written.headers, 'Set-Cookie': cookie } };
    },
  };
};

export const sessionCookies: readonly Variant[] = [
  {
    name: 'session-cookies',
    says: 'A success sets a cookie that stands in for the Bearer token from then on.',
    apply: sessions,
  },
];
