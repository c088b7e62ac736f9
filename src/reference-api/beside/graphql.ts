import { Refusal } from '../refusal.js';
import type { Call, Endpoint, Reply } from '../stages.js';
import { type Beside, onlyAt } from './beside.js';

const PATH = '/graphql';
const ENDPOINT: Endpoint = {
  path: PATH,
  scope: 'customers:read',
  fields: {},
  handle: () => ({ status: 200, body: { data: { customers: { listed: true, label: null } } } }),
};

const QUERY = `query Customers($limit: Int!, $label: String) {
  customers(limit: $limit, label: $label) { listed label }
}`;

/** An endpoint that speaks GraphQL. @param refused how it answers what it refuses */
export const graphql = (refused: (reply: Reply, message: string) => Reply): Beside => ({
  path: PATH,
  requests: [
    {
      name: 'Ask in GraphQL',
      request: {
        method: 'POST',
        url: `{{baseUrl}}${PATH}`,
        body: { mode: 'graphql', graphql: { query: QUERY, variables: '{"limit": 5}' } },
      },
      response: [
        {
          name: 'Success',
          code: 200,
          header: [{ key: 'Content-Type', value: 'application/json' }],
          body: '{"data": {"customers": {"listed": true, "label": null}}}',
        },
      ],
    },
  ],
  apply: (stages) =>
    onlyAt(PATH, stages, {
      route: (call) => (call.method === 'POST' ? ENDPOINT : stages.route(call)),
      validate: validated,
      refuse: (error, call) => answered(stages.refuse(error, call), call, refused),
    }),
});

/** With errors, under the status of a success, as most servers of GraphQL do. */
export const underSuccess = (_reply: Reply, message: string): Reply => ({
  status: 200,
  body: { errors: [{ message }] },
});

/** With errors, under a status of their own, as GraphQL over HTTP has it for its own media type. */
export const underOwnStatus = ({ status }: Reply, message: string): Reply => ({
  status,
  body: { errors: [{ message }] },
  headers: { 'Content-Type': 'application/graphql-response+json' },
});

function validated(input: Readonly<Record<string, unknown>>): void {
  const { query, variables } = input;
  if (typeof query !== 'string') throw new Refusal('INVALID_FIELD', 'there is no query');
  const { limit, label = null }: { limit?: unknown; label?: unknown } = Object(variables);
  if (!Number.isInteger(limit)) throw new Refusal('INVALID_FIELD', '$limit is no Int');
  if (label !== null && typeof label !== 'string') throw new Refusal('INVALID_FIELD', '$label is no String');
}

/** What is no endpoint, or is over the limit, is answered before GraphQL comes in. */
function answered(reply: Reply, call: Call, refused: Parameters<typeof graphql>[0]): Reply {
  if (call.endpoint !== ENDPOINT || reply.status >= 429 || Buffer.isBuffer(reply.body)) return reply;
  return refused(reply, String(reply.body['message']));
}
