import { basic, basicOf } from '../beside/basic.js';
import { beside } from '../beside/beside.js';
import { graphql, underSuccess } from '../beside/graphql.js';
import { signed } from '../beside/signed.js';
import { readAnyhow, uploads } from '../beside/uploads.js';
import { answering } from '../changes.js';
import type { Fault } from './fault.js';

const GRAPHQL = graphql(underSuccess);

const pairIn = (header: string): string =>
  Buffer.from(header.replace(/^basic /i, ''), 'base64').toString('utf8');
const userIn = (header: string): string | undefined =>
  /^basic /i.exec(header) ? pairIn(header).split(':')[0] : undefined;
const passwordIn = (header: string): string | undefined =>
  /^basic /i.exec(header) ? pairIn(header).split(':')[1] : undefined;

/** Faults of endpoints that take other bodies than JSON by name, other credentials, and signatures. */
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
  {
    name: 'basic-optional',
    says: 'An endpoint that asks for Basic answers without it.',
    rule: 'authentication/credential-missing',
    ...beside(basic((header) => header === '')),
  },
  {
    name: 'basic-empty',
    says: 'An endpoint that asks for Basic takes an empty one.',
    rule: 'authentication/credential-empty',
    ...beside(basic((header) => /^basic *$/i.test(header))),
  },
  {
    name: 'basic-any-password',
    says: 'An endpoint that asks for Basic looks at the user, and at no password.',
    rule: 'authentication/credential-incorrect',
    ...beside(basic((header, right) => userIn(header) === userIn(right))),
  },
  {
    name: 'basic-any-user',
    says: 'An endpoint that asks for Basic looks at the password, and at no user.',
    rule: 'authentication/credential-incorrect',
    ...beside(basic((header, right) => passwordIn(header) === passwordIn(right))),
  },
  {
    name: 'basic-without-scheme',
    says: 'An endpoint that asks for Basic takes user and password under any scheme, and under none.',
    rule: 'authentication/credential-malformed',
    ...beside(basic((header, right) => header.replace(/^bearer /i, '') === pairIn(right))),
  },
  {
    name: 'basic-of-other-environment',
    says: 'An endpoint that asks for Basic takes what is right in the other environment.',
    rule: 'authentication/credential-of-other-environment',
    ...beside(basic((header, _, { neighbour }) => header === basicOf(neighbour.credentials))),
  },
  {
    name: 'signed-and-malformed',
    says: 'An endpoint that asks for signatures takes any body that is signed.',
    rule: 'request/body-malformed',
    ...beside(signed, (stages) => ({
      parse: (call) => {
        try {
          return stages.parse(call);
        } catch (refusal) {
          if (call.path !== signed.path || call.body.length === 0) throw refusal;
          return { count: 1 };
        }
      },
    })),
  },
];
