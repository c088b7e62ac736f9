import type { Change } from '../changes.js';
import type { Stages } from '../stages.js';
import type { Variant } from './variant.js';

type Check = 'identify' | 'authenticate' | 'authorize' | 'contentType' | 'limit';

/** Makes a check before the endpoint is looked up. */
const beforeRoute =
  (...checks: readonly Exclude<Check, 'authorize' | 'limit'>[]): Change =>
  (stages) => ({
    route: (call) => {
      for (const check of checks) stages[check](call);
      return stages.route(call);
    },
    ...skipping(checks),
  });

/** Makes a check before another one. */
const before =
  (check: Check, other: Check): Change =>
  (stages) => ({
    ...skipping([check]),
    [other]: (call: Parameters<Stages[Check]>[0]) => {
      stages[check](call);
      stages[other](call);
    },
  });

const skipping = (checks: readonly Check[]): Partial<Stages> =>
  Object.fromEntries(checks.map((check) => [check, () => undefined]));

export const order: readonly Variant[] = [
  {
    name: 'authentication-first',
    says: 'The Bearer token is checked before the endpoint is looked up, and before the client_id.',
    apply: beforeRoute('authenticate'),
  },
  {
    name: 'credentials-before-endpoint',
    says: 'client_id and Bearer token are checked before the endpoint is looked up.',
    apply: beforeRoute('identify', 'authenticate'),
  },
  {
    name: 'content-type-first',
    says: 'The Content-Type is looked at before anything else.',
    apply: beforeRoute('contentType'),
  },
  {
    name: 'token-before-client-id',
    says: 'The Bearer token is checked before the client_id.',
    apply: before('authenticate', 'identify'),
  },
  {
    name: 'content-type-before-credentials',
    says: 'The Content-Type is looked at before the credentials.',
    apply: before('contentType', 'identify'),
  },
  {
    name: 'body-before-credentials',
    says: 'The body is parsed before the credentials are looked at.',
    apply: (stages) => ({
      identify: (call) => {
        stages.contentType(call);
        stages.parse(call);
        stages.identify(call);
      },
    }),
  },
  {
    name: 'fields-before-permission',
    says: 'The fields are validated before the permission is looked at.',
    apply: (stages) => ({
      authorize: () => undefined,
      validate: (input, call) => {
        stages.validate(input, call);
        stages.authorize(call);
      },
    }),
  },
  {
    name: 'fields-before-credentials',
    says: 'The fields are validated before the credentials are looked at.',
    apply: (stages) => ({
      identify: (call) => {
        stages.contentType(call);
        stages.validate(stages.parse(call), call);
        stages.identify(call);
      },
    }),
  },
  {
    name: 'limit-behind-credentials',
    says: 'Only requests with the right credentials count towards the rate limit.',
    apply: (stages) => ({
      limit: () => undefined,
      authenticate: (call) => {
        stages.authenticate(call);
        stages.limit(call);
      },
    }),
  },
];
