import { Refusal } from '../refusal.js';
import { at, type Fault } from './fault.js';

export const request: readonly Fault[] = [
  {
    name: 'content-type-optional',
    says: 'A request without Content-Type is served.',
    rule: 'request/content-type-missing',
    apply: (stages) => ({
      contentType: (call) =>
        call.request.headers['content-type'] === undefined ? undefined : stages.contentType(call),
    }),
  },
  {
    name: 'content-type-ignored',
    says: 'Any Content-Type is taken.',
    rule: 'request/content-type-other',
    apply: (stages) => ({
      contentType: (call) =>
        call.request.headers['content-type'] === undefined ? stages.contentType(call) : undefined,
    }),
  },
  {
    name: 'charset-refused',
    says: 'application/json with a charset is refused.',
    rule: 'request/content-type-parameters',
    apply: (stages) => ({
      contentType: (call) => {
        if (call.request.headers['content-type']?.includes(';'))
          throw new Refusal('UNSUPPORTED_CONTENT_TYPE', 'no parameters');
        stages.contentType(call);
      },
    }),
  },
  {
    name: 'trailing-text-accepted',
    says: 'Text behind the JSON of a request is ignored.',
    rule: 'request/body-malformed',
    apply: (stages) => ({
      parse: (call) => {
        const text = call.body.toString('utf8');
        const end = text.lastIndexOf('}');
        return stages.parse({ ...call, body: end > 0 ? Buffer.from(text.slice(0, end + 1)) : call.body });
      },
    }),
  },
  {
    name: 'malformed-body-crashes',
    says: 'A body that is no JSON ends in a server error.',
    rule: 'request/body-malformed',
    apply: (stages) => ({
      parse: (call) => {
        try {
          return stages.parse(call);
        } catch (error) {
          if (call.body.length > 0 && error instanceof Refusal && error.code === 'MALFORMED_JSON')
            throw new Error('unexpected token');
          throw error;
        }
      },
    }),
  },
  {
    name: 'malformed-body-drops-connection',
    says: 'A body that is no JSON makes one endpoint drop the connection.',
    rule: 'request/body-malformed',
    apply: (stages) => ({
      parse: (call) => {
        try {
          return stages.parse(call);
        } catch (error) {
          if (at(call, '/customers/get')) call.response.destroy();
          throw error;
        }
      },
    }),
  },
  {
    name: 'empty-body-accepted',
    says: 'An empty body is taken for an empty object.',
    rule: 'request/body-empty',
    apply: (stages) => ({ parse: (call) => (call.body.length === 0 ? {} : stages.parse(call)) }),
  },
  {
    name: 'array-body-accepted',
    says: 'An array with one object is taken for the object.',
    rule: 'request/body-not-object',
    apply: (stages) => ({
      parse: (call) => {
        const text = call.body.toString('utf8').trim();
        return stages.parse(text.startsWith('[') ? { ...call, body: Buffer.from(text.slice(1, -1)) } : call);
      },
    }),
  },
  {
    name: 'put-accepted',
    says: 'PUT is served as POST is.',
    rule: 'request/post-only',
    apply: (stages) => ({
      route: (call) => {
        if (call.method !== 'PUT') return stages.route(call);
        const posted = { ...call, method: 'POST' };
        const endpoint = stages.route(posted);
        call.parameters = posted.parameters;
        return endpoint;
      },
    }),
  },
];
