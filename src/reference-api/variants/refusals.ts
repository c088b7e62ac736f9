import { errors, mistaking, without, withStatus } from '../changes.js';
import { isObject } from '../fields.js';
import { Refusal } from '../refusal.js';
import type { Variant } from './variant.js';

const WRONG_CLIENT = 'INVALID_CLIENT_ID';

/** Refuses what nobody promised to take. */
const refusing =
  (odd: (value: unknown) => boolean): Variant['apply'] =>
  (stages) => ({
    validate: (input, call) => {
      stages.validate(input, call);
      for (const [name, value] of Object.entries(input))
        if (odd(value)) throw new Refusal('INVALID_FIELD', `${name} is not taken`, name);
    },
  });

const within = (value: unknown, found: (text: string) => boolean): boolean => {
  if (typeof value === 'string') return found(value);
  return (
    typeof value === 'object' && value !== null && Object.values(value).some((one) => within(one, found))
  );
};

export const refusals: readonly Variant[] = [
  {
    name: 'wrong-client-answers-400',
    says: 'An incorrect client_id is answered with 400.',
    apply: withStatus(WRONG_CLIENT, 400),
  },
  {
    name: 'wrong-client-answers-403',
    says: 'An incorrect client_id is answered with 403.',
    apply: withStatus(WRONG_CLIENT, 403),
  },
  {
    name: 'wrong-client-answers-404',
    says: 'An incorrect client_id is answered with 404.',
    apply: withStatus(WRONG_CLIENT, 404),
  },
  {
    name: 'missing-client-answers-401',
    says: 'A missing client_id is answered with 401.',
    apply: withStatus('MISSING_CLIENT_ID', 401),
  },
  {
    name: 'missing-client-is-a-wrong-one',
    says: 'A missing client_id is refused as an incorrect one is.',
    apply: mistaking('MISSING_CLIENT_ID', new Refusal(WRONG_CLIENT, 'client_id is not known', 'client_id')),
  },
  {
    name: 'wrong-token-answers-403',
    says: 'A missing or wrong Bearer token is answered with 403.',
    apply: withStatus(['MISSING_TOKEN', 'INVALID_TOKEN'], 403),
  },
  {
    name: 'unknown-reference-answers-404',
    says: 'A reference to an object that does not exist is answered with 404.',
    apply: withStatus('UNKNOWN_REFERENCE', 404),
  },
  {
    name: 'other-messages',
    says: 'Messages of errors are other sentences, in another language.',
    apply: errors((body) => ({ ...body, message: 'Die Anfrage wurde nicht angenommen: ungültig.' })),
  },
  {
    name: 'message-with-what-was-sent',
    says: 'Messages of errors quote the path of the request.',
    apply: errors((body, { method, path }) => ({
      ...body,
      message: `${method} ${path}: ${body['message']}`,
    })),
  },
  {
    name: 'no-field-in-errors',
    says: 'Errors do not name the field.',
    apply: errors((body) => without(body, 'field')),
  },
  {
    name: 'more-fields-in-errors',
    says: 'Errors carry more fields: a link, a time, details.',
    apply: errors((body) => ({
      ...body,
      documentation_url: 'https://docs.example.com/errors',
      suggested_action: null,
      occurred_at: new Date().toISOString(),
      details: [{ reason: String(body['error_code']).toLowerCase() }],
    })),
  },
  {
    name: 'unknown-fields-refused',
    says: 'A field that nobody knows is refused.',
    apply: (stages) => ({
      validate: (input, call) => {
        stages.validate(input, call);
        const unknown = Object.keys(input).find((name) => !(name in (call.endpoint?.fields ?? {})));
        if (unknown) throw new Refusal('INVALID_FIELD', `${unknown} is not known`, unknown);
      },
    }),
  },
  {
    name: 'special-characters-refused',
    says: 'Texts with markup, quotes or control characters are refused.',
    apply: refusing((value) => within(value, (text) => /[<>"'\\`]|\p{Cc}/u.test(text))),
  },
  {
    name: 'beyond-first-plane-refused',
    says: 'Texts with characters beyond the first plane of Unicode are refused.',
    apply: refusing((value) => within(value, (text) => /[\u{10000}-\u{10ffff}]/u.test(text))),
  },
  {
    name: 'large-bodies-refused',
    says: 'A body of more than 10,000 bytes is refused before it is parsed.',
    apply: (stages) => ({
      parse: (call) => {
        if (call.body.length > 10_000) throw new Refusal('INVALID_FIELD', 'the body is too large');
        return stages.parse(call);
      },
    }),
  },
  {
    name: 'deep-bodies-refused',
    says: 'Objects in objects, more than a few deep, are refused.',
    apply: refusing((value) => depth(value) > 6),
  },
];

function depth(value: unknown, at = 0): number {
  if (at > 6 || !(isObject(value) || Array.isArray(value))) return at;
  return Math.max(at, ...Object.values(value).map((inner) => depth(inner, at + 1)));
}
