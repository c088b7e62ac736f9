import { Refusal } from '../refusal.js';
import type { Reply } from '../stages.js';
import type { Variant } from './variant.js';

/** Refuses every `nth` request before anything is done; when it is sent again, it is served. */
const refusing = (
  nth: number,
  code: 'SERVICE_UNAVAILABLE' | 'RATE_LIMIT_EXCEEDED',
  headers: Reply['headers'],
): Variant['apply'] => {
  return (stages) => {
    let count = 0;
    return {
      limit: (call) => {
        count += 1;
        if (count % nth === 0) throw new Refusal(code, 'try again');
        stages.limit(call);
      },
      refuse: (error, call) => {
        const reply = stages.refuse(error, call);
        if (!(error instanceof Refusal) || error.code !== code) return reply;
        const { headers: _, ...bare } = reply;
        return { ...bare, ...(headers && { headers }) };
      },
    };
  };
};

export const healing: readonly Variant[] = [
  {
    name: 'unavailable-now-and-then',
    says: 'Every 40th request is answered with 503; sent again, it is served.',
    apply: refusing(40, 'SERVICE_UNAVAILABLE', undefined),
  },
  {
    name: 'unavailable-with-retry-after',
    says: 'Every 200th request is answered with 503 and a Retry-After of a second.',
    apply: refusing(200, 'SERVICE_UNAVAILABLE', { 'Retry-After': '1' }),
  },
  {
    name: 'unavailable-until-a-date',
    says: 'Every 300th request is answered with 503 and a Retry-After that is a date.',
    apply: refusing(300, 'SERVICE_UNAVAILABLE', {
      'Retry-After': new Date(Date.now() + 1000).toUTCString(),
    }),
  },
  {
    name: 'limited-now-and-then',
    says: 'Every 150th request is answered with 429 and a Retry-After of nothing.',
    apply: refusing(150, 'RATE_LIMIT_EXCEEDED', { 'Retry-After': '0' }),
  },
  {
    name: 'limited-without-retry-after',
    says: 'Every 200th request is answered with 429, without Retry-After.',
    apply: refusing(200, 'RATE_LIMIT_EXCEEDED', undefined),
  },
];
