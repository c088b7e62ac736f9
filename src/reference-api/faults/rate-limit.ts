import { type Change, dropping, mistaking, refusingAs, withBody, without, withStatus } from '../changes.js';
import { Refusal } from '../refusal.js';
import type { Fault } from './fault.js';

const LIMITED = 'RATE_LIMIT_EXCEEDED';
const telling = (retryAfter: string | undefined): Change =>
  refusingAs(LIMITED, ({ headers: _, ...reply }) => ({
    ...reply,
    ...(retryAfter !== undefined && { headers: { 'Retry-After': retryAfter } }),
  }));

/** Seen only by who goes past the limit of an endpoint. */
export const rateLimit: readonly Fault[] = [
  {
    name: 'limit-answers-503',
    says: 'Past the rate limit comes 503.',
    rule: 'rate-limit/limited',
    apply: mistaking(LIMITED, new Refusal('SERVICE_UNAVAILABLE', 'too busy')),
  },
  {
    name: 'limit-answers-403',
    says: 'Past the rate limit comes 403.',
    rule: 'rate-limit/limited',
    apply: withStatus(LIMITED, 403),
  },
  {
    name: 'limit-answers-500-in-production',
    says: 'Past the rate limit comes a server error in production.',
    rule: 'rate-limit/limited',
    only: 'production',
    apply: mistaking(LIMITED),
  },
  {
    name: 'limit-drops-connection',
    says: 'Past the rate limit the connection is dropped.',
    rule: 'rate-limit/limited',
    apply: dropping(LIMITED),
  },
  {
    name: 'limit-without-envelope',
    says: 'Past the rate limit comes 429 without error_code and error_type.',
    rule: 'rate-limit/limited',
    apply: refusingAs(LIMITED, (reply) =>
      withBody(reply, (body) => without(body, 'error_code', 'error_type')),
    ),
  },
  {
    name: 'limit-with-another-code',
    says: 'Past the rate limit comes 429 with the code of a missing permission.',
    rule: 'rate-limit/limited',
    apply: refusingAs(LIMITED, (reply) =>
      withBody(reply, (body) => ({
        ...body,
        error_code: 'INSUFFICIENT_SCOPE',
        error_type: 'PERMISSION_ERROR',
      })),
    ),
  },
  {
    name: 'retry-after-too-short',
    says: 'Past the rate limit nothing is served for much longer than Retry-After says.',
    rule: 'rate-limit/limited',
    apply: (stages) => {
      const until = new Map<string, number>();
      return {
        limit: (call) => {
          const key = call.endpoint?.path ?? '';
          try {
            if ((until.get(key) ?? 0) < Date.now()) return stages.limit(call);
          } catch (error) {
            until.set(key, Date.now() + 20_000);
            throw error;
          }
          throw new Refusal(LIMITED, 'too many requests to this endpoint');
        },
      };
    },
  },
  {
    name: 'retry-after-malformed',
    says: 'Retry-After is a word in sandbox.',
    rule: 'rate-limit/limited',
    only: 'sandbox',
    apply: telling('soon'),
  },
  {
    name: 'retry-after-negative',
    says: 'Retry-After is negative.',
    rule: 'rate-limit/limited',
    apply: telling('-1'),
  },
];
