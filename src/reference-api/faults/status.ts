import { Refusal } from '../refusal.js';
import { answering, at, type Fault } from './fault.js';

export const status: readonly Fault[] = [
  {
    name: 'created-answers-200',
    says: 'Creating a customer is answered with 200.',
    rule: 'status/success',
    apply: answering((reply, call) => (at(call, '/customers/create') ? { ...reply, status: 200 } : reply)),
  },
  {
    name: 'method-answers-405',
    says: 'Another method is answered with 405, which is not documented.',
    rule: 'request/post-only',
    apply: (stages) => ({
      refuse: (error, call) => {
        const reply = stages.refuse(error, call);
        return call.method === 'POST' ? reply : { ...reply, status: 405 };
      },
    }),
  },
  {
    name: 'teapot',
    says: 'Listing attributes is answered with 418.',
    rule: 'status/documented',
    apply: answering((reply, call) => (at(call, '/attributes/list') ? { ...reply, status: 418 } : reply)),
  },
  {
    name: 'get-crashes',
    says: 'Reading a source ends in a server error.',
    rule: 'status/no-server-error',
    apply: answering((reply, call) => {
      if (at(call, '/sources/get')) throw new Error('no connection to the database');
      return reply;
    }),
  },
  {
    name: 'every-other-fails',
    says: 'Every other prediction is answered with 404.',
    rule: 'status/repeatable',
    apply: (stages) => {
      let count = 0;
      return {
        handle: (input, call) => {
          if (!at(call, '/models/predict')) return stages.handle(input, call);
          count += 1;
          if (count % 2 === 0) throw new Refusal('RESOURCE_NOT_FOUND', 'no such model', 'model_id');
          return stages.handle(input, call);
        },
      };
    },
  },
  {
    name: 'never-available',
    says: 'The status of an export is never available: always 503.',
    rule: 'status/no-server-error',
    apply: (stages) => ({
      handle: (input, call) => {
        if (at(call, '/exports/status')) throw new Refusal('SERVICE_UNAVAILABLE', 'try again later');
        return stages.handle(input, call);
      },
    }),
  },
  {
    name: 'unknown-endpoint-answers-400',
    says: 'An endpoint that does not exist is answered with 400.',
    rule: 'status/unknown-endpoint',
    apply: (stages) => ({
      refuse: (error, call) => {
        const reply = stages.refuse(error, call);
        return call.endpoint || call.method !== 'POST' ? reply : { ...reply, status: 400 };
      },
    }),
  },
  {
    name: 'unknown-resource-answers-200',
    says: 'Reading a customer that does not exist is answered with 200.',
    rule: 'status/unknown-resource',
    apply: (stages) => ({
      handle: (input, call) => {
        if (!at(call, '/customers/get') || call.store.customers.find(input['customer_id']))
          return stages.handle(input, call);
        const [any] = call.store.customers.all();
        return {
          status: 200,
          body: {
            email: 'nobody@example.com',
            created_at: new Date(0).toISOString(),
            ...any,
            customer_id: input['customer_id'],
          },
        };
      },
    }),
  },
  {
    name: 'hangs',
    says: 'Listing models is never answered.',
    rule: 'status/success',
    apply: (stages) => ({
      accept: (call) =>
        call.path === '/models/list' ? new Promise<boolean>(() => undefined) : stages.accept(call),
    }),
  },
];
