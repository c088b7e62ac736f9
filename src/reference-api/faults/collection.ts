import { successes } from '../changes.js';
import { at, type Fault } from './fault.js';

/** Wrong in ways that only the collection's own tests know of. */
export const collection: readonly Fault[] = [
  {
    name: 'total-negative',
    says: 'The total of the list of sources is negative; no schema forbids it.',
    rule: 'collection/assertion',
    ...at(
      '/sources/list',
      successes((body) => ({ ...body, total: -1 })),
    ),
  },
  {
    name: 'token-not-active',
    says: 'A token that was just created is told not to be active.',
    rule: 'collection/assertion',
    ...at(
      '/tokens/introspect',
      successes((body) => ({ ...body, active: false })),
    ),
  },
  {
    name: 'token-expires-at-once',
    says: 'A created token expires after a second in production.',
    rule: 'collection/assertion',
    only: 'production',
    ...at(
      '/tokens/create',
      successes((body) => ({ ...body, expires_in: 1 })),
    ),
  },
  {
    name: 'lifetime-value-negative',
    says: 'The predicted lifetime value is negative.',
    rule: 'collection/assertion',
    ...at(
      '/models/predict',
      successes((body) => ({ ...body, prediction: { ...Object(body['prediction']), lifetime_value: -1 } })),
    ),
  },
];
