import { type Change, mistaking, refusing, refusingAs, withStatus } from '../../changes.js';
import { at, type Fault } from '../fault.js';

const NOT_FOUND = 'RESOURCE_NOT_FOUND';

const unrouted = (status: number): Change =>
  refusing((reply, call) => (call.endpoint || call.method !== 'POST' ? reply : { ...reply, status }));

/** What requests for something that does not exist are answered with. */
export const unknown: readonly Fault[] = [
  {
    name: 'unknown-endpoint-answers-400',
    says: 'An endpoint that does not exist is answered with 400.',
    rule: 'status/unknown-endpoint',
    apply: unrouted(400),
  },
  {
    name: 'unknown-endpoint-answers-403',
    says: 'An endpoint that does not exist is answered with 403 in sandbox.',
    rule: 'status/unknown-endpoint',
    only: 'sandbox',
    apply: unrouted(403),
  },
  {
    name: 'unknown-endpoint-answers-501',
    says: 'An endpoint that does not exist is answered with 501, which is not documented.',
    rule: 'status/unknown-endpoint',
    apply: unrouted(501),
  },
  {
    name: 'unknown-endpoint-answers-200',
    says: 'An endpoint that does not exist is answered with 200 and an empty object.',
    rule: 'status/unknown-endpoint',
    apply: refusing((reply, call) =>
      call.endpoint || call.method !== 'POST' ? reply : { status: 200, body: {} },
    ),
  },
  {
    name: 'unknown-endpoint-crashes',
    says: 'An endpoint that does not exist ends in a server error.',
    rule: 'status/unknown-endpoint',
    apply: (stages) => ({
      route: (call) => {
        try {
          return stages.route(call);
        } catch (error) {
          throw call.method === 'POST' ? new Error('no route') : error;
        }
      },
    }),
  },
  {
    name: 'unknown-resource-answers-200',
    says: 'Reading a customer that does not exist is answered with 200.',
    rule: 'status/unknown-resource',
    ...at('/customers/get', (stages) => ({
      handle: (input, call) => {
        const { customer_id } = input;
        if (call.store.customers.find(customer_id)) return stages.handle(input, call);
        const [any] = call.store.customers.all();
        const nobody = { email: 'nobody@example.com', created_at: new Date(0).toISOString() };
        return { status: 200, body: { ...nobody, ...any, customer_id } };
      },
    })),
  },
  {
    name: 'unknown-resource-answers-empty-200',
    says: 'Reading an attribute that does not exist is answered with 200 and an empty object.',
    rule: 'status/unknown-resource',
    ...at(
      '/attributes/get',
      refusingAs(NOT_FOUND, () => ({ status: 200, body: {} })),
    ),
  },
  {
    name: 'unknown-resource-answers-400',
    says: 'Reading a source that does not exist is answered with 400.',
    rule: 'status/unknown-resource',
    ...at('/sources/get', withStatus(NOT_FOUND, 400)),
  },
  {
    name: 'unknown-resource-answers-410',
    says: 'Reading a destination that does not exist is answered with 410, which is not documented.',
    rule: 'status/unknown-resource',
    ...at('/destinations/get', withStatus(NOT_FOUND, 410)),
  },
  {
    name: 'unknown-resource-crashes',
    says: 'The status of an export that does not exist ends in a server error.',
    rule: 'status/unknown-resource',
    ...at('/exports/status', mistaking(NOT_FOUND)),
  },
  {
    name: 'unknown-download-answers-200',
    says: 'An export that does not exist is downloaded all the same.',
    rule: 'status/unknown-resource',
    ...at(
      '/exports/{export_id}/download',
      refusingAs(NOT_FOUND, () => ({ status: 200, body: Buffer.from('\x1f\x8bnothing') })),
    ),
  },
  {
    name: 'unknown-deletion-answers-200',
    says: 'Deleting a destination that does not exist is answered with 200.',
    rule: 'status/unknown-resource',
    ...at('/destinations/delete', (stages) => ({
      handle: (input, call) => {
        const { destination_id } = input;
        if (call.store.destinations.find(destination_id)) return stages.handle(input, call);
        return { status: 200, body: { destination_id, deleted: true } };
      },
    })),
  },
  {
    name: 'unknown-update-creates',
    says: 'Updating a source that does not exist is answered as if it did.',
    rule: 'status/unknown-resource',
    ...at('/sources/update', (stages) => ({
      handle: (input, call) => {
        if (call.store.sources.find(input['source_id'])) return stages.handle(input, call);
        const made = { type: 'crm', label: 'New', created_at: new Date().toISOString() };
        return { status: 200, body: { ...made, ...input } };
      },
    })),
  },
];
