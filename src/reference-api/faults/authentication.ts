import { Refusal } from '../refusal.js';
import type { Fault } from './fault.js';

export const authentication: readonly Fault[] = [
  {
    name: 'client-id-optional',
    says: 'A request without client_id is served.',
    rule: 'authentication/client-id-empty',
    apply: (stages) => ({ identify: (call) => (call.clientId === '' ? undefined : stages.identify(call)) }),
  },
  {
    name: 'client-id-ignored',
    says: 'Any client_id is taken.',
    rule: 'authentication/client-id-incorrect',
    apply: (stages) => ({ identify: (call) => (call.clientId === '' ? stages.identify(call) : undefined) }),
  },
  {
    name: 'client-id-prefix-only',
    says: 'Only the first half of the client_id is compared.',
    rule: 'authentication/client-id-incorrect',
    apply: (stages) => ({
      identify: (call) => {
        const half = call.credentials.clientId.slice(0, Math.ceil(call.credentials.clientId.length / 2));
        if (!call.clientId.startsWith(half)) stages.identify(call);
      },
    }),
  },
  {
    name: 'bearer-optional',
    says: 'A request without a Bearer token is served.',
    rule: 'authentication/bearer-missing',
    apply: (stages) => ({
      authenticate: (call) => {
        if (call.request.headers.authorization === undefined) call.token = call.credentials.bearerToken;
        else stages.authenticate(call);
      },
    }),
  },
  {
    name: 'bearer-ignored',
    says: 'Any Bearer token is taken.',
    rule: 'authentication/bearer-incorrect',
    apply: (stages) => ({
      authenticate: (call) => {
        if (/^bearer +\S/i.test(call.request.headers.authorization ?? ''))
          call.token = call.credentials.bearerToken;
        else stages.authenticate(call);
      },
    }),
  },
  {
    name: 'bearer-scheme-ignored',
    says: 'A token is taken without the scheme Bearer.',
    rule: 'authentication/bearer-malformed',
    apply: (stages) => ({
      authenticate: (call) => {
        const bare = call.request.headers.authorization?.split(' ').at(-1);
        if (bare === call.credentials.bearerToken) call.token = bare;
        else stages.authenticate(call);
      },
    }),
  },
  {
    name: 'bearer-answers-404',
    says: 'A wrong Bearer token is answered with 404.',
    rule: 'authentication/bearer-incorrect',
    apply: (stages) => ({
      authenticate: (call) => {
        try {
          stages.authenticate(call);
        } catch (error) {
          if (error instanceof Refusal && error.code === 'INVALID_TOKEN')
            throw new Refusal('RESOURCE_NOT_FOUND', error.message);
          throw error;
        }
      },
    }),
  },
];
