import { randomBytes } from 'node:crypto';
import type { Endpoint } from '../stages.js';
import { created, ok } from './common.js';

const SCOPES = ['customers', 'attributes', 'sources', 'destinations', 'models', 'exports', 'tokens'].flatMap(
  (folder) => [`${folder}:read`, `${folder}:write`],
);

export const tokens: readonly Endpoint[] = [
  {
    path: '/tokens/create',
    scope: 'tokens:write',
    fields: {
      scopes: {
        type: 'array',
        required: true,
        minLength: 1,
        maxLength: 20,
        items: { type: 'string', enum: SCOPES },
      },
      label: { type: 'string', maxLength: 80 },
    },
    handle: ({ scopes }, { store }) => {
      const token = randomBytes(20).toString('hex');
      store.tokens.set(token, Array.isArray(scopes) ? scopes.map(String) : []);
      return created({ access_token: token, token_type: 'Bearer', scopes, expires_in: 3600 });
    },
  },
  {
    path: '/tokens/introspect',
    scope: 'tokens:read',
    fields: { access_token: { type: 'string', required: true, minLength: 20, maxLength: 200 } },
    handle: ({ access_token: token }, { store }) => {
      const scopes = store.tokens.get(String(token));
      return ok({ active: scopes !== undefined, scopes: scopes ?? [] });
    },
  },
  {
    path: '/tokens/revoke',
    scope: 'tokens:write',
    fields: { access_token: { type: 'string', required: true, minLength: 20, maxLength: 200 } },
    handle: ({ access_token: token }, { store }) => ok({ revoked: store.tokens.delete(String(token)) }),
  },
];
