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
        route: (call) => {
          const endpoint = stages.route(call);
          if (endpoint.path !== '/models/predict') return endpoint;
          const handle: typeof endpoint.handle = (input, of) => {
            count += 1;
            return count % 2 === 0 ? stages.refuse(new Error('lost'), of) : endpoint.handle(input, of);
          };
          return { ...endpoint, handle };
        },
        handle: (input, call) => {
          const reply = stages.handle(input, call);
          return reply.status === 500 ? { ...reply, status: 404 } : reply;
        },
      };
    },
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
