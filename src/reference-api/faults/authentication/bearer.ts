import { type Change, dropping, mistaking, withStatus } from '../../changes.js';
import { Refusal } from '../../refusal.js';
import type { Call } from '../../stages.js';
import { at, type Fault } from '../fault.js';

/** Takes the headers that `known` knows, beside the right ones. */
const taking =
  (known: (header: string | undefined, call: Call) => boolean): Change =>
  (stages) => ({
    authenticate: (call) => {
      if (known(call.request.headers.authorization, call)) call.token = call.credentials.bearerToken;
      else stages.authenticate(call);
    },
  });

const absent = (header: string | undefined): boolean => header === undefined;
const empty = (header: string | undefined): boolean => header !== undefined && /^bearer\s*$/i.test(header);
const any = (header: string | undefined): boolean => /^bearer +\S/i.test(header ?? '');
const under =
  (...schemes: readonly string[]) =>
  (header: string | undefined, { credentials: { bearerToken } }: Call): boolean =>
    schemes.some((scheme) => header === `${scheme}${bearerToken}`);
const others = (header: string | undefined, { neighbour }: Call): boolean =>
  header === `Bearer ${neighbour.credentials.bearerToken}`;

const MISSING = 'MISSING_TOKEN';
const INVALID = 'INVALID_TOKEN';

export const bearer: readonly Fault[] = [
  {
    name: 'bearer-optional',
    says: 'A request without a Bearer token is served.',
    rule: 'authentication/bearer-missing',
    apply: taking(absent),
  },
  {
    name: 'bearer-optional-for-models',
    says: 'The list of models is public.',
    rule: 'authentication/bearer-missing',
    ...at('/models/list', taking(absent)),
  },
  {
    name: 'bearer-optional-for-deletion',
    says: 'A customer is deleted without a Bearer token.',
    rule: 'authentication/bearer-missing',
    ...at('/customers/delete', taking(absent)),
  },
  {
    name: 'bearer-missing-answers-500',
    says: 'A missing Bearer token ends in a server error where exports are requested.',
    rule: 'authentication/bearer-missing',
    ...at('/exports/create', (stages) => ({
      authenticate: (call) => {
        if (absent(call.request.headers.authorization)) throw new Error('no header');
        stages.authenticate(call);
      },
    })),
  },
  {
    name: 'bearer-missing-answers-400',
    says: 'A missing Bearer token is answered with 400 where sources are listed.',
    rule: 'authentication/bearer-missing',
    ...at('/sources/list', withStatus(MISSING, 400)),
  },
  {
    name: 'bearer-empty-taken',
    says: 'The scheme Bearer with nothing behind it is taken.',
    rule: 'authentication/bearer-empty',
    apply: taking(empty),
  },
  {
    name: 'bearer-empty-taken-in-introspection',
    says: 'Tokens are introspected with an empty Bearer token.',
    rule: 'authentication/bearer-empty',
    ...at('/tokens/introspect', taking(empty)),
  },
  {
    name: 'bearer-empty-crashes',
    says: 'An empty Bearer token ends in a server error.',
    rule: 'authentication/bearer-empty',
    apply: (stages) => ({
      authenticate: (call) => {
        if (empty(call.request.headers.authorization)) throw new Error('no token');
        stages.authenticate(call);
      },
    }),
  },
  {
    name: 'bearer-ignored',
    says: 'Any Bearer token is taken.',
    rule: 'authentication/bearer-incorrect',
    apply: taking(any),
  },
  {
    name: 'bearer-ignored-in-downloads',
    says: 'An export is downloaded with any Bearer token.',
    rule: 'authentication/bearer-incorrect',
    ...at('/exports/{export_id}/download', taking(any)),
  },
  {
    name: 'bearer-last-character-ignored',
    says: 'The last character of the Bearer token is not compared.',
    rule: 'authentication/bearer-incorrect',
    apply: taking((header = '', { credentials: { bearerToken } }) =>
      new RegExp(`^Bearer ${bearerToken.slice(0, -1)}.$`).test(header),
    ),
  },
  {
    name: 'bearer-of-right-form-taken',
    says: 'A Bearer token of the right form updates a source, whoever made it up.',
    rule: 'authentication/bearer-incorrect',
    ...at(
      '/sources/update',
      taking((header = '') => /^Bearer [0-9a-f]{40}$/.test(header)),
    ),
  },
  {
    name: 'bearer-answers-404',
    says: 'A wrong Bearer token is answered with 404.',
    rule: 'authentication/bearer-incorrect',
    apply: mistaking(INVALID, new Refusal('RESOURCE_NOT_FOUND', 'no such token')),
  },
  {
    name: 'bearer-incorrect-answers-400',
    says: 'A wrong Bearer token is answered with 400 where attributes are listed.',
    rule: 'authentication/bearer-incorrect',
    ...at('/attributes/list', withStatus(INVALID, 400)),
  },
  {
    name: 'bearer-incorrect-crashes',
    says: 'A wrong Bearer token ends in a server error in production.',
    rule: 'authentication/bearer-incorrect',
    only: 'production',
    apply: (stages) => ({
      authenticate: (call) => {
        try {
          stages.authenticate(call);
        } catch (error) {
          throw any(call.request.headers.authorization) ? new Error('no such token') : error;
        }
      },
    }),
  },
  {
    name: 'bearer-incorrect-drops-connection',
    says: 'A wrong Bearer token makes the reading of models drop the connection.',
    rule: 'authentication/bearer-incorrect',
    ...at('/models/get', dropping(INVALID)),
  },
  {
    name: 'bearer-scheme-ignored',
    says: 'A token is taken without the scheme Bearer.',
    rule: 'authentication/bearer-malformed',
    apply: taking(under('', 'Basic ')),
  },
  {
    name: 'bearer-without-scheme-taken',
    says: 'A token with no scheme before it creates customers.',
    rule: 'authentication/bearer-malformed',
    ...at('/customers/create', taking(under(''))),
  },
  {
    name: 'basic-taken-for-bearer',
    says: 'The scheme Basic does for Bearer.',
    rule: 'authentication/bearer-malformed',
    apply: taking(under('Basic ')),
  },
  {
    name: 'basic-crashes',
    says: 'The scheme Basic ends in a server error where destinations are listed.',
    rule: 'authentication/bearer-malformed',
    ...at('/destinations/list', (stages) => ({
      authenticate: (call) => {
        if (call.request.headers.authorization?.startsWith('Basic ')) throw new Error('no such scheme');
        stages.authenticate(call);
      },
    })),
  },
  {
    name: 'bearer-of-other-environment-taken',
    says: 'The Bearer token of one environment is taken in the other.',
    rule: 'authentication/bearer-of-other-environment',
    apply: taking(others),
  },
  {
    name: 'bearer-of-production-taken-in-sandbox',
    says: 'The Bearer token of production reads the status of exports in sandbox.',
    rule: 'authentication/bearer-of-other-environment',
    only: 'sandbox',
    ...at('/exports/status', taking(others)),
  },
];
