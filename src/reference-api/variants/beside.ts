import { beside } from '../beside/beside.js';
import { graphql, underOwnStatus, underSuccess } from '../beside/graphql.js';
import { uploads } from '../beside/uploads.js';
import type { Variant } from './variant.js';

/** Endpoints that take other bodies than JSON by name. */
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
];
