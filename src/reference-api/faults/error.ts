import { answering, at, type Fault, refusing, withBody } from './fault.js';

const coded = (code: string) => (body: Readonly<Record<string, unknown>>) => ({ ...body, error_code: code });

export const error: readonly Fault[] = [
  {
    name: 'error-without-code',
    says: 'Errors carry no error_code.',
    rule: 'error/envelope',
    apply: refusing((reply) => withBody(reply, ({ error_code: _, ...body }) => body)),
  },
  {
    name: 'error-type-empty',
    says: 'The error_type is empty.',
    rule: 'error/envelope',
    apply: refusing((reply) => withBody(reply, (body) => ({ ...body, error_type: '' }))),
  },
  {
    name: 'error-in-success',
    says: 'Introspecting a token carries an error_code in its success.',
    rule: 'error/success-is-not-error',
    apply: answering((reply, call) =>
      at(call, '/tokens/introspect') ? withBody(reply, coded('NONE')) : reply,
    ),
  },
  {
    name: 'code-not-catalogued',
    says: 'A body that is no JSON is answered with a code that nobody knows.',
    rule: 'error/catalogued',
    apply: refusing((reply) =>
      withBody(reply, (body) =>
        body['error_code'] === 'MALFORMED_JSON' ? coded('UNREADABLE_BODY')(body) : { ...body },
      ),
    ),
  },
  {
    name: 'code-of-another-type',
    says: 'RESOURCE_NOT_FOUND comes as INVALID_REQUEST.',
    rule: 'error/code-fits-type',
    apply: refusing((reply) =>
      withBody(reply, (body) =>
        body['error_code'] === 'RESOURCE_NOT_FOUND'
          ? { ...body, error_type: 'INVALID_REQUEST' }
          : { ...body },
      ),
    ),
  },
  {
    name: 'code-with-another-status',
    says: 'INVALID_TOKEN comes with 403.',
    rule: 'error/code-fits-status',
    apply: refusing((reply) =>
      !Buffer.isBuffer(reply.body) && reply.body['error_code'] === 'INVALID_TOKEN'
        ? { ...reply, status: 403 }
        : reply,
    ),
  },
  {
    name: 'code-for-another-cause',
    says: 'A missing token is answered with the code of a wrong client_id, whose status and type are the same.',
    rule: 'error/code-fits-cause',
    apply: refusing((reply) =>
      withBody(reply, (body) =>
        body['error_code'] === 'MISSING_TOKEN' ? coded('INVALID_CLIENT_ID')(body) : { ...body },
      ),
    ),
  },
];
