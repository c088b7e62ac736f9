import type { Fields } from '../fields.js';
import { Refusal } from '../refusal.js';
import type { Endpoint } from '../stages.js';
import type { Store } from '../store.js';
import { created, deleting, idOf, known, ok, reading } from './common.js';

const FIELDS: Fields = {
  first_name: { type: 'string', minLength: 1, maxLength: 60 },
  last_name: { type: 'string', minLength: 1, maxLength: 60 },
  birth_date: { type: 'string', format: 'date' },
  country: { type: 'string', pattern: '^[A-Z]{2}$' },
  monthly_revenue: { type: 'number', min: 0, max: 1_000_000 },
  risk_level: { type: 'string', enum: ['high', 'medium', 'low'] },
  tags: { type: 'array', maxLength: 10, items: { type: 'string', minLength: 1, maxLength: 30 } },
  address: {
    type: 'object',
    fields: {
      city: { type: 'string', required: true, minLength: 1, maxLength: 80 },
      postcode: { type: 'string', maxLength: 12 },
      geo: {
        type: 'object',
        fields: {
          latitude: { type: 'number', required: true, min: -90, max: 90 },
          longitude: { type: 'number', required: true, min: -180, max: 180 },
        },
      },
    },
  },
  contacts: {
    type: 'array',
    maxLength: 5,
    items: {
      type: 'object',
      fields: {
        kind: { type: 'string', required: true, enum: ['phone', 'post', 'chat'] },
        value: { type: 'string', required: true, minLength: 1, maxLength: 60 },
      },
    },
  },
  marketing_consent: { type: 'boolean' },
  signed_up_at: { type: 'string', format: 'date-time' },
  external_ref: { type: 'string', format: 'uuid' },
};
const CREATE: Fields = {
  email: { type: 'string', required: true, format: 'email', maxLength: 120 },
  ...FIELDS,
};
const UPDATE: Fields = { customer_id: idOf('cus'), ...FIELDS };

const of = (store: Store) => store.customers;

export const customers: readonly Endpoint[] = [
  {
    path: '/customers/create',
    scope: 'customers:write',
    fields: CREATE,
    handle: (input, { store }) => {
      if (
        of(store)
          .all()
          .some(({ email }) => email === input['email'])
      ) {
        throw new Refusal('DUPLICATE_VALUE', 'a customer with this email exists', 'email');
      }
      return created(of(store).add(known(input, CREATE)));
    },
  },
  {
    path: '/customers/update',
    scope: 'customers:write',
    fields: UPDATE,
    handle: (input, { store }) =>
      ok(of(store).update(input['customer_id'], known(input, UPDATE, ['customer_id']))),
  },
  ...reading('customers', of, 'customer_id', 'cus', {
    risk_level: { type: 'string', enum: ['high', 'medium', 'low'] },
  }),
  deleting('customers', of, 'customer_id', 'cus'),
];
