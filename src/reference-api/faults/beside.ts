import { beside } from '../beside/beside.js';
import { graphql, underSuccess } from '../beside/graphql.js';
import { readAnyhow, uploads } from '../beside/uploads.js';
import { answering } from '../changes.js';
import type { Fault } from './fault.js';

const GRAPHQL = graphql(underSuccess);

/** Faults of endpoints that take other bodies than JSON by name. */
export const endpointsBeside: readonly Fault[] = [
  {
    name: 'graphql-without-token',
    says: 'An endpoint of GraphQL answers with data where there is no Bearer token.',
    rule: 'authentication/bearer-missing',
    ...beside(GRAPHQL, (stages) => ({
      authenticate: (call) => {
        if (call.path !== GRAPHQL.path || call.request.headers.authorization !== undefined)
          stages.authenticate(call);
        else call.token = call.credentials.bearerToken;
      },
    })),
  },
  {
    name: 'graphql-fails-under-200',
    says: 'An endpoint of GraphQL answers valid requests with errors and no data, under 200.',
    rule: 'status/success',
    ...beside(
      GRAPHQL,
      answering((reply, { path }) =>
        path === GRAPHQL.path
          ? { status: 200, body: { data: null, errors: [{ message: 'something went wrong' }] } }
          : reply,
      ),
    ),
  },
  {
    name: 'graphql-any-variables',
    says: 'An endpoint of GraphQL takes values of any type for the variables of a query.',
    rule: 'parameter/type',
    ...beside(GRAPHQL, (stages) => ({
      validate: (input, call) => {
        const isQuery = call.path === GRAPHQL.path && typeof input['query'] === 'string';
        const { limit } = Object(input['variables']);
        if (!isQuery || limit === undefined || limit === null) stages.validate(input, call);
      },
    })),
  },
  {
    name: 'form-data-without-title',
    says: 'A form without a field that a saved error example shows to be required is taken.',
    rule: 'parameter/required',
    ...beside(uploads, (stages) => ({
      validate: (input, call) =>
        stages.validate(call.path === uploads.path ? { title: 'Untitled', ...input } : input, call),
    })),
  },
  {
    name: 'form-data-cut-off',
    says: 'A form in parts that breaks off is taken as far as it goes.',
    rule: 'request/body-malformed',
    ...beside(uploads, (stages) => ({
      parse: (call) => (call.path === uploads.path ? readAnyhow(call) : stages.parse(call)),
    })),
  },
];
