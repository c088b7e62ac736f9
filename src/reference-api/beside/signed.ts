import { createHmac } from 'node:crypto';
import { Refusal } from '../refusal.js';
import type { Endpoint } from '../stages.js';
import { type Beside, onlyAt } from './beside.js';

const PATH = '/orders/price';
const KEY = 'shared-for-signatures';
const ENDPOINT: Endpoint = {
  path: PATH,
  scope: 'customers:read',
  fields: {},
  handle: (input) => ({ status: 200, body: { price: Number(input['count']) * 3 } }),
};
const SIGN = `pm.request.headers.upsert({ key: 'X-Signature', value:
  CryptoJS.HmacSHA256(pm.variables.replaceIn(pm.request.body.raw), '${KEY}').toString() });`;

/** An endpoint whose requests a script signs. */
export const signed: Beside = {
  path: PATH,
  requests: [
    {
      name: 'Ask for a price',
      event: [{ listen: 'prerequest', script: { exec: SIGN.split('\n') } }],
      request: {
        method: 'POST',
        url: `{{baseUrl}}${PATH}`,
        header: [{ key: 'Content-Type', value: 'application/json' }],
        body: { mode: 'raw', raw: '{"count": 2}' },
      },
      response: [
        {
          name: 'Success',
          code: 200,
          header: [{ key: 'Content-Type', value: 'application/json' }],
          body: '{"price": 6}',
        },
      ],
    },
  ],
  apply: (stages) =>
    onlyAt(PATH, stages, {
      route: (call) => (call.method === 'POST' ? ENDPOINT : stages.route(call)),
      authenticate: (call) => {
        stages.authenticate(call);
        const right = createHmac('sha256', KEY).update(call.body).digest('hex');
        if (call.request.headers['x-signature'] !== right)
          throw new Refusal('INVALID_TOKEN', 'the signature is not that of the body');
      },
    }),
};
