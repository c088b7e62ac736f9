import { randomUUID } from 'node:crypto';
import type { Look } from './tour.js';

type Input = Readonly<Record<string, unknown>>;

const CUSTOMER: Input = {
  first_name: 'Ada',
  last_name: 'Lov\u00e9lace',
  birth_date: '1985-12-10',
  country: 'GB',
  monthly_revenue: 240.5,
  risk_level: 'low',
  tags: ['early', 'annual'],
  address: { city: 'London', postcode: 'W1J', geo: { latitude: 51.5, longitude: -0.2 } },
  contacts: ['phone', 'post'].map((kind) => ({ kind, value: '1' })),
  marketing_consent: true,
  signed_up_at: '2026-01-31T12:00:00Z',
  external_ref: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
};

/** Two objects of each kind, the identifiers of the later ones, and the valid bodies that are more than identifiers. */
export async function prepared(look: Look): Promise<{ ids: Input; valid: Readonly<Record<string, Input>> }> {
  const ids: Record<string, unknown> = {};
  const create = async (path: string, idField: string, body: Input): Promise<void> => {
    ids[idField] = (await look(path, { body }))[idField];
  };
  for (const kind of ['billing', 'crm']) {
    await create('/tokens/create', 'access_token', { scopes: ['models:read', 'tokens:read'] });
    const email = `${randomUUID()}@example.com`;
    await create(
      '/customers/create',
      'customer_id',
      kind === 'crm' ? { email, risk_level: 'high' } : { ...CUSTOMER, email },
    );
    await create('/attributes/create', 'attribute_id', {
      name: 'ltv',
      kind: 'number',
      description: 'A value',
    });
    await create('/sources/create', 'source_id', {
      type: kind,
      label: '\u201cCaf\u00e9\u201d',
      sync_interval_minutes: 60,
      enabled: true,
    });
    await create('/destinations/create', 'destination_id', destination(ids));
    await create('/exports/create', 'export_id', { resource: 'customers', columns: ['a', 'b'] });
  }
  await create('/customers/create', 'customer_id', { ...CUSTOMER, email: `${randomUUID()}@example.com` });
  const { items } = await look('/models/list');
  ids['model_id'] = Array.isArray(items) ? items[0]?.model_id : undefined;
  return { ids, valid: bodies(ids) };
}

const destination = ({ source_id, attribute_id }: Input): Input => ({
  label: 'Lake',
  source_id,
  attribute_ids: [attribute_id],
  callback_url: 'https://example.com/a',
});

const bodies = (ids: Input): Readonly<Record<string, Input>> => ({
  '/tokens/create': { scopes: ['models:read', 'tokens:read'] },
  '/customers/create': { ...CUSTOMER, email: `${randomUUID()}@example.com` },
  '/customers/list': { limit: 20 },
  '/customers/update': { customer_id: ids['customer_id'], first_name: 'Augusta', risk_level: 'medium' },
  '/attributes/create': { name: 'ltv_3', kind: 'number', description: 'Lifetime value' },
  '/sources/create': { type: 'billing', label: 'B', sync_interval_minutes: 60, enabled: true },
  '/sources/update': {
    source_id: ids['source_id'],
    label: 'B',
    sync_interval_minutes: 30,
    enabled: false,
  },
  '/destinations/create': destination(ids),
  '/exports/create': { resource: 'customers', columns: ['a', 'b'] },
});
