import { basic } from '../beside/basic.js';
import { beside } from '../beside/beside.js';
import { graphql, underOwnStatus, underSuccess } from '../beside/graphql.js';
import { signed } from '../beside/signed.js';
import { uploads } from '../beside/uploads.js';
import type { Variant } from './variant.js';

/** Endpoints that take other bodies than JSON by name, other credentials, and signatures. */
export const endpointsBeside: readonly Variant[] = [
  {
    name: 'graphql-errors-under-200',
    says: 'There is an endpoint of GraphQL too, which answers what it refuses with errors under 200.',
    ...beside(graphql(underSuccess)),
  },
  {
    name: 'graphql-errors-under-statuses',
    says: 'There is an endpoint of GraphQL too, which answers what it refuses with errors under 400 or 401, as application/graphql-response+json.',
    ...beside(graphql(underOwnStatus)),
  },
  {
    name: 'form-data-taken',
    says: 'There is an endpoint too that takes a form in parts, and no JSON.',
    ...beside(uploads),
  },
  {
    name: 'basic-asked-for',
    says: 'There is an endpoint too that asks for Basic in place of a Bearer token.',
    ...beside(basic()),
  },
  {
    name: 'signed-requests',
    says: 'There is an endpoint too that takes a body with its signature alone.',
    ...beside(signed),
  },
];
