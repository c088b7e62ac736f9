import { Refusal } from '../refusal.js';
import type { Call, Endpoint } from '../stages.js';
import { type Beside, onlyAt } from './beside.js';

const PATH = '/accounts/read';
const ENDPOINT: Endpoint = {
  path: PATH,
  scope: 'customers:read',
  fields: {},
  handle: () => ({ status: 200, body: { account: { open: true } } }),
};

/** What an endpoint takes for its credential. */
export type Knows = (header: string, right: string, call: Call) => boolean;

/** An endpoint that asks for Basic in place of a Bearer token. @param takes what it takes beside the right credential */
export const basic = (takes: Knows = () => false): Beside => ({
  path: PATH,
  requests: [
    {
      name: 'Read the account',
      request: {
        method: 'POST',
        url: `{{baseUrl}}${PATH}`,
        auth: {
          type: 'basic',
          basic: [
            { key: 'username', value: '{{clientId}}' },
            { key: 'password', value: '{{bearerToken}}' },
          ],
        },
        header: [{ key: 'Content-Type', value: 'application/json' }],
        body: { mode: 'raw', raw: '{}' },
      },
      response: [
        {
          name: 'Success',
          code: 200,
          header: [{ key: 'Content-Type', value: 'application/json' }],
          body: '{"account": {"open": true}}',
        },
      ],
    },
  ],
  apply: (stages) =>
    onlyAt(PATH, stages, {
      route: (call) => (call.method === 'POST' ? ENDPOINT : stages.route(call)),
      authenticate: (call) => {
        const header = call.request.headers.authorization ?? '';
        const right = basicOf(call.credentials);
        if (header !== right && !takes(header, right, call))
          throw header === ''
            ? new Refusal('MISSING_TOKEN', 'Basic is asked for')
            : new Refusal('INVALID_TOKEN', 'user and password are not known');
        call.token = call.credentials.bearerToken;
      },
    }),
});

export const basicOf = ({ clientId, bearerToken }: Call['credentials']): string =>
  `Basic ${Buffer.from(`${clientId}:${bearerToken}`).toString('base64')}`;
