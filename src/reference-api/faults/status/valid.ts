import { answering, type Change } from '../../changes.js';
import { Refusal } from '../../refusal.js';
import { at, type Fault } from '../fault.js';

const succeedingWith = (status: number): Change => answering((reply) => ({ ...reply, status }));

/** Fails each `nth` time. */
const failingEach =
  (nth: number, error: () => Error): Change =>
  (stages) => {
    let count = 0;
    return {
      handle: (input, call) => {
        count += 1;
        if (count % nth === 0) throw error();
        return stages.handle(input, call);
      },
    };
  };

const failing = (error: () => Error): Change => failingEach(1, error);

/** What valid requests are answered with. */
export const valid: readonly Fault[] = [
  {
    name: 'created-answers-200',
    says: 'Creating a customer is answered with 200.',
    rule: 'status/success',
    ...at('/customers/create', succeedingWith(200)),
  },
  {
    name: 'export-created-answers-200',
    says: 'Requesting an export is answered with 200 in production.',
    rule: 'status/success',
    only: 'production',
    ...at('/exports/create', succeedingWith(200)),
  },
  {
    name: 'updated-answers-201',
    says: 'Updating a source is answered with 201.',
    rule: 'status/success',
    ...at('/sources/update', succeedingWith(201)),
  },
  {
    name: 'read-answers-201',
    says: 'Reading a model is answered with 201.',
    rule: 'status/success',
    ...at('/models/get', succeedingWith(201)),
  },
  {
    name: 'redirect-to-nowhere',
    says: 'Listing models is redirected to a place of the host where nothing is.',
    rule: 'status/success',
    ...at(
      '/models/list',
      answering((_reply, { request }) => ({
        status: 307,
        body: {},
        headers: { Location: `${request.url}/moved` },
      })),
    ),
  },
  {
    name: 'valid-request-refused',
    says: 'Updating a customer is always refused.',
    rule: 'status/success',
    ...at(
      '/customers/update',
      failing(() => new Refusal('INVALID_FIELD', 'nothing can be changed', 'customer_id')),
    ),
  },
  {
    name: 'valid-request-forbidden',
    says: 'Listing destinations is forbidden to everybody in sandbox.',
    rule: 'status/success',
    only: 'sandbox',
    ...at(
      '/destinations/list',
      failing(() => new Refusal('INSUFFICIENT_SCOPE', 'not for you')),
    ),
  },
  {
    name: 'never-available',
    says: 'The status of an export is never available: always 503.',
    rule: 'status/no-server-error',
    ...at(
      '/exports/status',
      failing(() => new Refusal('SERVICE_UNAVAILABLE', 'try again later')),
    ),
  },
  {
    name: 'hangs',
    says: 'Listing models is never answered.',
    rule: 'status/success',
    ...at('/models/list', () => ({ accept: () => new Promise<boolean>(() => undefined) })),
  },
  {
    name: 'closes-without-an-answer',
    says: 'Introspecting a token closes the connection without an answer.',
    rule: 'status/success',
    ...at('/tokens/introspect', () => ({
      accept: ({ response }) => {
        response.destroy();
        return true;
      },
    })),
  },
  {
    name: 'teapot',
    says: 'Listing attributes is answered with 418.',
    rule: 'status/documented',
    ...at('/attributes/list', succeedingWith(418)),
  },
  {
    name: 'created-answers-202',
    says: 'Requesting an export is answered with 202, which is not documented.',
    rule: 'status/documented',
    ...at('/exports/create', succeedingWith(202)),
  },
  {
    name: 'read-answers-203',
    says: 'Reading a customer is answered with 203, which is not documented.',
    rule: 'status/documented',
    ...at('/customers/get', succeedingWith(203)),
  },
  {
    name: 'deleted-answers-204',
    says: 'Deleting an attribute is answered with 204 and no body; the status is not documented.',
    rule: 'status/documented',
    ...at('/attributes/delete', (stages) => ({
      write: (written, call) => {
        if (written.status !== 200) return stages.write(written, call);
        call.response.writeHead(204).end();
        return undefined;
      },
    })),
  },
  {
    name: 'get-crashes',
    says: 'Reading a source ends in a server error.',
    rule: 'status/no-server-error',
    ...at(
      '/sources/get',
      failing(() => new Error('no connection to the database')),
    ),
  },
  {
    name: 'prediction-crashes-in-production',
    says: 'A prediction ends in a server error in production.',
    rule: 'status/no-server-error',
    only: 'production',
    ...at(
      '/models/predict',
      failing(() => new Error('no model loaded')),
    ),
  },
  {
    name: 'every-other-fails',
    says: 'Every other prediction is answered with 404.',
    rule: 'status/repeatable',
    ...at(
      '/models/predict',
      failingEach(2, () => new Refusal('RESOURCE_NOT_FOUND', 'no such model', 'model_id')),
    ),
  },
  {
    name: 'every-third-is-forbidden',
    says: 'Every third introspection of a token is answered with 403.',
    rule: 'status/repeatable',
    ...at(
      '/tokens/introspect',
      failingEach(3, () => new Refusal('INSUFFICIENT_SCOPE', 'not this time')),
    ),
  },
  {
    name: 'every-third-read-refused',
    says: 'Every third time that a customer is read, it is not found.',
    rule: 'status/repeatable',
    ...at(
      '/customers/get',
      failingEach(3, () => new Refusal('RESOURCE_NOT_FOUND', 'no object has this id', 'customer_id')),
    ),
  },
];
