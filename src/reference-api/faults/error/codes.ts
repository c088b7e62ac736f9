import { type Change, mistaking, refusingAs, withBody, withStatus } from '../../changes.js';
import { Refusal } from '../../refusal.js';
import { at, type Fault } from '../fault.js';

type Fields = Readonly<Record<string, unknown>>;

/** Other fields in some errors. */
const telling = (code: string, fields: Fields): Change =>
  refusingAs(code, (reply) => withBody(reply, (body) => ({ ...body, ...fields })));

export const codes: readonly Fault[] = [
  {
    name: 'code-not-catalogued',
    says: 'A body that is no JSON is answered with a code that nobody knows.',
    rule: 'error/catalogued',
    apply: telling('MALFORMED_JSON', { error_code: 'UNREADABLE_BODY' }),
  },
  {
    name: 'code-not-catalogued-for-unknown-resource',
    says: 'A source that does not exist is answered with the code NO_SUCH_SOURCE.',
    rule: 'error/catalogued',
    ...at('/sources/get', telling('RESOURCE_NOT_FOUND', { error_code: 'NO_SUCH_SOURCE' })),
  },
  {
    name: 'code-not-catalogued-in-sandbox',
    says: 'A wrong token is answered with the code SANDBOX_TOKEN_INVALID in sandbox.',
    rule: 'error/catalogued',
    only: 'sandbox',
    apply: telling('INVALID_TOKEN', { error_code: 'SANDBOX_TOKEN_INVALID' }),
  },
  {
    name: 'code-misspelt',
    says: 'The code for another Content-Type is misspelt where models are listed.',
    rule: 'error/catalogued',
    ...at('/models/list', telling('UNSUPPORTED_CONTENT_TYPE', { error_code: 'UNSUPORTED_CONTENT_TYPE' })),
  },
  {
    name: 'code-of-another-type',
    says: 'RESOURCE_NOT_FOUND comes as INVALID_REQUEST.',
    rule: 'error/code-fits-type',
    apply: telling('RESOURCE_NOT_FOUND', { error_type: 'INVALID_REQUEST' }),
  },
  {
    name: 'type-of-malformed-body',
    says: 'MALFORMED_JSON comes as API_ERROR where tokens are created.',
    rule: 'error/code-fits-type',
    ...at('/tokens/create', telling('MALFORMED_JSON', { error_type: 'API_ERROR' })),
  },
  {
    name: 'type-of-missing-token',
    says: 'MISSING_TOKEN comes as PERMISSION_ERROR in production.',
    rule: 'error/code-fits-type',
    only: 'production',
    apply: telling('MISSING_TOKEN', { error_type: 'PERMISSION_ERROR' }),
  },
  {
    name: 'type-in-lower-case',
    says: 'The type of INVALID_CLIENT_ID is in lower case.',
    rule: 'error/code-fits-type',
    apply: telling('INVALID_CLIENT_ID', { error_type: 'authentication_error' }),
  },
  {
    name: 'code-with-another-status',
    says: 'MISSING_CLIENT_ID comes with 403.',
    rule: 'error/code-fits-status',
    apply: withStatus('MISSING_CLIENT_ID', 403),
  },
  {
    name: 'other-method-answers-400',
    says: 'Another method is answered with UNKNOWN_ENDPOINT and 400.',
    rule: 'error/code-fits-status',
    apply: refusingAs('UNKNOWN_ENDPOINT', (reply, { method }) =>
      method === 'POST' ? reply : { ...reply, status: 400 },
    ),
  },
  {
    name: 'other-method-answers-403',
    says: 'Another method is answered with UNKNOWN_ENDPOINT and 403 where a source is read.',
    rule: 'error/code-fits-status',
    ...at('/sources/get', (stages) => ({
      refuse: (error, call) => {
        const reply = stages.refuse(error, call);
        return call.method === 'POST' ? reply : { ...reply, status: 403 };
      },
    })),
  },
  {
    name: 'code-for-another-cause',
    says: 'A missing token is answered with the code of a wrong client_id, whose status and type are the same.',
    rule: 'error/code-fits-cause',
    apply: telling('MISSING_TOKEN', { error_code: 'INVALID_CLIENT_ID' }),
  },
  {
    name: 'malformed-body-taken-for-invalid-field',
    says: 'A body that is no JSON is answered with INVALID_FIELD.',
    rule: 'error/code-fits-cause',
    apply: mistaking('MALFORMED_JSON', new Refusal('INVALID_FIELD', 'the body is not valid')),
  },
  {
    name: 'content-type-taken-for-malformed-body',
    says: 'Another Content-Type is answered with MALFORMED_JSON where attributes are created.',
    rule: 'error/code-fits-cause',
    ...at(
      '/attributes/create',
      mistaking('UNSUPPORTED_CONTENT_TYPE', new Refusal('MALFORMED_JSON', 'the body is not valid JSON')),
    ),
  },
  {
    name: 'unknown-resource-taken-for-unknown-endpoint',
    says: 'A model that does not exist is answered with UNKNOWN_ENDPOINT.',
    rule: 'error/code-fits-cause',
    ...at('/models/get', mistaking('RESOURCE_NOT_FOUND', new Refusal('UNKNOWN_ENDPOINT', 'not found'))),
  },
  {
    name: 'unknown-endpoint-taken-for-unknown-resource',
    says: 'An endpoint that does not exist is answered with RESOURCE_NOT_FOUND.',
    rule: 'error/code-fits-cause',
    apply: mistaking('UNKNOWN_ENDPOINT', new Refusal('RESOURCE_NOT_FOUND', 'not found')),
  },
  {
    name: 'missing-field-taken-for-invalid-field',
    says: 'A missing field is answered with INVALID_FIELD where a customer is created.',
    rule: 'error/code-fits-cause',
    ...at('/customers/create', telling('MISSING_FIELD', { error_code: 'INVALID_FIELD' })),
  },
  {
    name: 'wrong-token-taken-for-missing-token',
    says: 'A wrong token is answered with MISSING_TOKEN where destinations are listed.',
    rule: 'error/code-fits-cause',
    ...at('/destinations/list', telling('INVALID_TOKEN', { error_code: 'MISSING_TOKEN' })),
  },
];
