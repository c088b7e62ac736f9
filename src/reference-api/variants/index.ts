import type { Variant } from './variant.js';

/** Every known way in which a correct API may differ from the plainest one. */
export const variants: readonly Variant[] = [
  {
    name: 'authentication-first',
    says: 'The Bearer token is checked before the endpoint is looked up, and before the client_id.',
    apply: (stages) => ({
      route: (call) => {
        stages.authenticate(call);
        return stages.route(call);
      },
      authenticate: () => undefined,
    }),
  },
  {
    name: 'header-names-in-lower-case',
    says: 'Names of headers are written in lower case.',
    apply: (stages) => ({
      serialise: (reply, call) => {
        const written = stages.serialise(reply, call);
        const headers = Object.entries(written.headers).map(([name, value]) => [name.toLowerCase(), value]);
        return { ...written, headers: Object.fromEntries(headers) };
      },
    }),
  },
];
