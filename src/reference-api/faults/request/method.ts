import { type Change, refusing } from '../../changes.js';
import { endpoints } from '../../endpoints/index.js';
import type { Call } from '../../stages.js';
import { at, type Fault } from '../fault.js';
import { UNDEMANDING } from './lists.js';

/** Serves other methods as POST is served; GET without a body. */
const serving =
  (...methods: readonly string[]): Change =>
  (stages) => ({
    route: (call) => {
      if (!methods.includes(call.method)) return stages.route(call);
      const posted = { ...call, method: 'POST' };
      const endpoint = stages.route(posted);
      call.parameters = posted.parameters;
      return endpoint;
    },
    contentType: (call) => (bodiless(call) ? undefined : stages.contentType(call)),
    parse: (call) => (bodiless(call) ? {} : stages.parse(call)),
  });

const bodiless = ({ method, body }: Call): boolean => method === 'GET' && body.length === 0;
const other = ({ method }: Call): boolean => method !== 'POST';
const ALL = endpoints.map(({ path }) => path);

export const method: readonly Fault[] = [
  {
    name: 'get-accepted',
    says: 'GET is served where a request needs nothing in its body.',
    rule: 'request/post-only',
    ...at(UNDEMANDING, serving('GET')),
  },
  {
    name: 'put-accepted',
    says: 'PUT is served as POST is.',
    rule: 'request/post-only',
    apply: serving('PUT'),
  },
  {
    name: 'patch-accepted',
    says: 'PATCH updates a customer or a source as POST does.',
    rule: 'request/post-only',
    ...at(['/customers/update', '/sources/update'], serving('PATCH')),
  },
  {
    name: 'delete-accepted',
    says: 'DELETE deletes a destination as POST does.',
    rule: 'request/post-only',
    ...at('/destinations/delete', serving('DELETE')),
  },
  {
    name: 'delete-accepted-in-sandbox',
    says: 'DELETE is served where tokens are revoked in sandbox.',
    rule: 'request/post-only',
    only: 'sandbox',
    ...at('/tokens/revoke', serving('DELETE')),
  },
  {
    name: 'method-answers-405',
    says: 'Another method is answered with 405, which is not documented.',
    rule: 'request/post-only',
    apply: refusing((reply, call) => (other(call) ? { ...reply, status: 405 } : reply)),
  },
  {
    name: 'method-answers-501',
    says: 'Another method is answered with 501, which is not documented, where attributes are created.',
    rule: 'request/post-only',
    ...at(
      '/attributes/create',
      refusing((reply, call) => (other(call) ? { ...reply, status: 501 } : reply)),
    ),
  },
  {
    name: 'method-crashes',
    says: 'Another method ends in a server error where exports are requested.',
    rule: 'request/post-only',
    ...at('/exports/create', (stages) => ({
      route: (call) => {
        if (other(call)) throw new Error('no handler');
        return stages.route(call);
      },
    })),
  },
  {
    name: 'get-answers-empty-200',
    says: 'GET is answered with 200 and an empty object everywhere.',
    rule: 'request/post-only',
    ...at(ALL, (stages) => ({
      refuse: (error, call) =>
        call.method === 'GET' ? { status: 200, body: {} } : stages.refuse(error, call),
    })),
  },
];
