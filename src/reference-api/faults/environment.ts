import { answering, at, type Fault, refusing, withBody } from './fault.js';

/** Conforming in each environment by itself; named with `@production` or `@sandbox`, they make the two differ. */
export const environment: readonly Fault[] = [
  {
    name: 'wrong-client-answers-400',
    says: 'An incorrect client_id is answered with 400, which is conforming.',
    rule: 'environment/parity',
    apply: refusing((reply) =>
      !Buffer.isBuffer(reply.body) && reply.body['error_code'] === 'INVALID_CLIENT_ID'
        ? { ...reply, status: 400 }
        : reply,
    ),
  },
  {
    name: 'number-as-text',
    says: 'The total of the list of destinations is a text.',
    rule: 'response/schema',
    apply: answering((reply, call) =>
      at(call, '/destinations/list')
        ? withBody(reply, (body) => ({ ...body, total: String(body['total']) }))
        : reply,
    ),
  },
];
