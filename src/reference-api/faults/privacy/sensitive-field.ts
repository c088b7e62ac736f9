import { successes } from '../../changes.js';
import { at, type Fault } from '../fault.js';

/** A field that no schema knows, in the successes of one endpoint. */
const revealing = (path: string, fields: Readonly<Record<string, unknown>>) =>
  at(
    path,
    successes((body) => ({ ...body, ...fields })),
  );

const RULE = 'privacy/sensitive-field';

export const sensitiveField: readonly Fault[] = [
  {
    name: 'password-told',
    says: 'Reading a customer tells the hash of a password.',
    rule: RULE,
    ...revealing('/customers/get', {
      password_hash: '$2b$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy',
    }),
  },
  {
    name: 'secret-told',
    says: 'Reading a source tells the secret of its connection.',
    rule: RULE,
    ...revealing('/sources/get', { connection: { host: 'db-1', client_secret: 'whsec-1f0c2d9a6b3e' } }),
  },
  {
    name: 'api-key-told',
    says: 'Creating a destination tells an api_key in sandbox.',
    rule: RULE,
    only: 'sandbox',
    ...revealing('/destinations/create', { api_key: 'k-8d1f3b5c7e9a' }),
  },
  {
    name: 'card-number-told',
    says: 'Updating a customer tells a card_number.',
    rule: RULE,
    ...revealing('/customers/update', { card_number: '4242424242424242' }),
  },
  {
    name: 'private-key-told',
    says: 'Reading a model tells a private_key in production.',
    rule: RULE,
    only: 'production',
    ...revealing('/models/get', { signing: { private_key: 'c2VjcmV0LXNpZ25pbmcta2V5' } }),
  },
  {
    name: 'secret-in-a-later-item',
    says: 'The last item of the list of models tells a secret.',
    rule: RULE,
    ...at(
      '/models/list',
      successes((body) => {
        const items = Array.isArray(body['items']) ? body['items'] : [];
        return {
          ...body,
          items: items.map((item, index) =>
            index === items.length - 1 ? { ...item, secret: 'model-secret-9c2e' } : item,
          ),
        };
      }),
    ),
  },
];
