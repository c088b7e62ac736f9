import {
  type Change,
  errors,
  ofErrors,
  refusing,
  refusingAs,
  successes,
  withHeaders,
  without,
  writing,
} from '../../changes.js';
import { at, type Fault } from '../fault.js';

/** Other text in place of the JSON of an error. */
const wording = (text: (json: string) => string): Change => ofErrors(writing(text));

const both =
  (first: Change, second: Change): Change =>
  (stages) => {
    const once = { ...stages, ...first(stages) };
    return { ...once, ...second(once) };
  };

export const envelope: readonly Fault[] = [
  {
    name: 'error-without-code',
    says: 'Errors carry no error_code.',
    rule: 'error/envelope',
    apply: errors((body) => without(body, 'error_code')),
  },
  {
    name: 'error-without-type',
    says: 'Errors about tokens carry no error_type.',
    rule: 'error/envelope',
    ...at(
      ['/tokens/create', '/tokens/introspect', '/tokens/revoke'],
      errors((body) => without(body, 'error_type')),
    ),
  },
  {
    name: 'error-code-null',
    says: 'The error_code is null in production.',
    rule: 'error/envelope',
    only: 'production',
    apply: errors((body) => ({ ...body, error_code: null })),
  },
  {
    name: 'error-code-number',
    says: 'The error_code is a number where a model is read.',
    rule: 'error/envelope',
    ...at(
      '/models/get',
      errors((body) => ({ ...body, error_code: 1004 })),
    ),
  },
  {
    name: 'error-code-empty',
    says: 'The error_code is empty where exports are requested.',
    rule: 'error/envelope',
    ...at(
      '/exports/create',
      errors((body) => ({ ...body, error_code: '' })),
    ),
  },
  {
    name: 'error-type-empty',
    says: 'The error_type is empty.',
    rule: 'error/envelope',
    apply: errors((body) => ({ ...body, error_type: '' })),
  },
  {
    name: 'error-type-blank',
    says: 'The error_type is a space where sources are listed.',
    rule: 'error/envelope',
    ...at(
      '/sources/list',
      errors((body) => ({ ...body, error_type: ' ' })),
    ),
  },
  {
    name: 'error-type-list',
    says: 'The error_type is a list of types where customers are updated.',
    rule: 'error/envelope',
    ...at(
      '/customers/update',
      errors((body) => ({ ...body, error_type: [body['error_type']] })),
    ),
  },
  {
    name: 'error-nested',
    says: 'Errors lie one object deeper.',
    rule: 'error/envelope',
    apply: errors((body) => ({ error: body })),
  },
  {
    name: 'error-in-camel-case',
    says: 'Errors about attributes carry errorCode and errorType.',
    rule: 'error/envelope',
    ...at(
      ['/attributes/create', '/attributes/get', '/attributes/list', '/attributes/delete'],
      errors((body) => ({
        ...without(body, 'error_code', 'error_type'),
        errorCode: body['error_code'],
        errorType: body['error_type'],
      })),
    ),
  },
  {
    name: 'error-as-list',
    says: 'Errors come as a list of one where destinations are created.',
    rule: 'error/envelope',
    ...at(
      '/destinations/create',
      wording((json) => `[${json}]`),
    ),
  },
  {
    name: 'error-as-text',
    says: 'Errors come as a JSON string where a source is read.',
    rule: 'error/envelope',
    ...at(
      '/sources/get',
      wording(() => '"error"'),
    ),
  },
  {
    name: 'error-without-message',
    says: 'Errors lack the message that the error schema requires.',
    rule: 'error/envelope',
    apply: errors((body) => without(body, 'message')),
  },
  {
    name: 'error-code-in-lower-case',
    says: 'The error_code is in lower case where a prediction is made; the error schema wants capitals.',
    rule: 'error/envelope',
    ...at(
      '/models/predict',
      errors((body) => ({ ...body, error_code: String(body['error_code']).toLowerCase() })),
    ),
  },
  {
    name: 'errors-in-html',
    says: 'Errors come as an HTML page.',
    rule: 'response/json',
    apply: wording((json) => `<!doctype html><h1>Bad request</h1><!-- ${json.length} -->`),
  },
  {
    name: 'not-found-page',
    says: 'An endpoint that does not exist is answered with an HTML page.',
    rule: 'response/json',
    apply: (stages) => {
      const page = both(
        wording(() => '<html><body>Not Found</body></html>'),
        withHeaders(() => ({ 'Content-Type': 'text/html' })),
      )(stages);
      const { serialise = stages.serialise } = page;
      return {
        serialise: (reply, call) =>
          (call.endpoint || call.method !== 'POST' ? stages : { serialise }).serialise(reply, call),
      };
    },
  },
  {
    name: 'errors-empty',
    says: 'Errors have no body where a customer is deleted.',
    rule: 'response/json',
    ...at(
      '/customers/delete',
      wording(() => ''),
    ),
  },
  {
    name: 'error-in-success',
    says: 'Introspecting a token carries an error_code in its success.',
    rule: 'error/success-is-not-error',
    ...at(
      '/tokens/introspect',
      successes((body) => ({ ...body, error_code: 'NONE' })),
    ),
  },
  {
    name: 'error-code-empty-in-success',
    says: 'Every success carries an empty error_code.',
    rule: 'error/success-is-not-error',
    apply: successes((body) => ({ ...body, error_code: '' })),
  },
  {
    name: 'success-in-error',
    says: 'A refused update of a source carries the body of a success.',
    rule: 'error/success-is-not-error',
    ...at(
      '/sources/update',
      refusing((reply, call) => {
        const [any] = call.store.sources.all();
        return any ? { ...reply, body: { ...any } } : reply;
      }),
    ),
  },
  {
    name: 'not-found-with-a-customer',
    says: 'A customer that does not exist is answered with 404 and another customer.',
    rule: 'error/success-is-not-error',
    ...at(
      '/customers/get',
      refusingAs('RESOURCE_NOT_FOUND', (reply, call) => {
        const any = call.store.customers.all().at(-1);
        return any ? { ...reply, body: { ...any } } : reply;
      }),
    ),
  },
];
