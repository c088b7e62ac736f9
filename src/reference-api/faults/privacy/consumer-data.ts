import { type Change, ofErrors, refusingAs, withBody, withHeaders } from '../../changes.js';
import { at, type Fault } from '../fault.js';

const telling = (codes: string | readonly string[], fields: Readonly<Record<string, unknown>>): Change =>
  refusingAs(codes, (reply) => withBody(reply, (body) => ({ ...body, ...fields })));

const REFUSED = ['RESOURCE_NOT_FOUND', 'MALFORMED_JSON', 'MISSING_TOKEN'];
const RULE = 'privacy/consumer-data';

export const consumerData: readonly Fault[] = [
  {
    name: 'email-in-error',
    says: 'A customer that is not found is refused with the email of another one.',
    rule: RULE,
    ...at('/customers/get', telling(REFUSED, { did_you_mean: 'grace.hopper@navy.example.org' })),
  },
  {
    name: 'email-in-message',
    says: 'A wrong token is refused with a message that tells whose it might be.',
    rule: RULE,
    apply: telling('INVALID_TOKEN', {
      message: 'this is not the token of alan.turing@bletchley.example.org',
    }),
  },
  {
    name: 'owner-in-error',
    says: 'A source that is not found is refused with name, email and telephone number of somebody.',
    rule: RULE,
    ...at(
      '/sources/get',
      telling(REFUSED, {
        owner: { name: 'Edith Clarke', email: 'edith@clarke.example.org', phone: '+1 202 555 0143' },
      }),
    ),
  },
  {
    name: 'email-in-header-of-error',
    says: 'Errors where customers are listed tell an email in a header in production.',
    rule: RULE,
    only: 'production',
    ...at(
      '/customers/list',
      ofErrors(withHeaders(() => ({ 'X-Account-Owner': 'katherine.johnson@nasa.example.org' }))),
    ),
  },
];
