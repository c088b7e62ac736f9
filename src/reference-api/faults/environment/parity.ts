import { errors, mistaking, refusingAs, successes, withBody, withStatus } from '../../changes.js';
import { Refusal } from '../../refusal.js';
import { at, type Fault } from '../fault.js';

/** Conforming in each environment by itself; in one of them only, they make the two differ. */
export const parity: readonly Fault[] = [
  {
    name: 'wrong-client-answers-400',
    says: 'An incorrect client_id is answered with 400, which is conforming, in production.',
    rule: 'environment/parity',
    only: 'production',
    apply: withStatus('INVALID_CLIENT_ID', 400),
  },
  {
    name: 'wrong-token-answers-403',
    says: 'A wrong Bearer token is answered with 403, which is conforming, in sandbox.',
    rule: 'environment/parity',
    only: 'sandbox',
    apply: withStatus('INVALID_TOKEN', 403),
  },
  {
    name: 'unknown-source-answers-404',
    says: 'A destination for an unknown source is answered with 404, which is conforming, in production.',
    rule: 'environment/parity',
    only: 'production',
    ...at('/destinations/create', withStatus('UNKNOWN_REFERENCE', 404)),
  },
  {
    name: 'empty-client-taken-for-wrong-one',
    says: 'An empty client_id is answered as a wrong one, which is conforming, in sandbox.',
    rule: 'environment/parity',
    only: 'sandbox',
    apply: mistaking('MISSING_CLIENT_ID', new Refusal('INVALID_CLIENT_ID', 'client_id is not known')),
  },
  {
    name: 'errors-with-details',
    says: 'Errors carry details in sandbox only.',
    rule: 'environment/parity',
    only: 'sandbox',
    apply: errors((body) => ({ ...body, details: { documentation: 'errors' } })),
  },
  {
    name: 'field-of-errors-is-a-list',
    says: 'A refused model_id is told in a list of fields in production.',
    rule: 'environment/parity',
    only: 'production',
    ...at(
      '/models/get',
      refusingAs('RESOURCE_NOT_FOUND', (reply) =>
        withBody(reply, ({ field, ...body }) => ({ ...body, fields: [field] })),
      ),
    ),
  },
  {
    name: 'another-field-in-production',
    says: 'A prediction carries one field more in production.',
    rule: 'environment/parity',
    only: 'production',
    ...at(
      '/models/predict',
      successes((body) => ({ ...body, confidence: 0.8 })),
    ),
  },
  {
    name: 'fields-left-out-in-sandbox',
    says: 'Reading a customer leaves out tags and country in sandbox.',
    rule: 'environment/parity',
    only: 'sandbox',
    ...at(
      '/customers/get',
      successes(({ tags: _, country: __, ...body }) => body),
    ),
  },
];
