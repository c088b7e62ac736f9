import type { Client, Sent } from './client.js';

/**
 * Asks for everything that the API can be asked for, rightly and wrongly, and tells what came back: a line for
 * each request, without what differs from start to start. Two APIs that behave alike give the same lines.
 */
export async function tour(client: Client): Promise<string[]> {
  const lines: string[] = [];
  const look = async (path: string, sent: Sent = {}): Promise<Readonly<Record<string, unknown>>> => {
    const { status, type, bytes, json } = await client.send(path, sent).catch(() => NO_ANSWER);
    const text = bytes[0] === 0x1f ? `${bytes.length} bytes` : bytes.toString('utf8');
    lines.push(masked([lines.length, path, status, type, text].join(' ')));
    return json;
  };

  const token = await look('/tokens/create', { body: { scopes: ['models:read'] } });
  await look('/tokens/introspect', { body: { access_token: token['access_token'] } });
  await look('/tokens/revoke', { body: { access_token: token['access_token'] } });
  const customer = await look('/customers/create', { body: { email: 'ada@example.com' } });
  const attribute = await look('/attributes/create', { body: { name: 'ltv', kind: 'number' } });
  const source = await look('/sources/create', { body: { type: 'crm', label: 'Customers of ours' } });
  const { source_id } = source;
  const references = { source_id, attribute_ids: [attribute['attribute_id']] };
  await look('/destinations/create', { body: { label: 'Lake', ...references } });
  for (const folder of ['customers', 'attributes', 'sources', 'destinations']) await look(`/${folder}/list`);
  const models = await look('/models/list');
  const [model] = Array.isArray(models['items']) ? models['items'] : [];
  const { customer_id } = customer;
  const prediction = { model_id: model?.model_id, customer_id };
  await look('/models/predict', { body: prediction });
  await look('/models/predict', { body: prediction });
  await look('/customers/get', { body: { customer_id } });
  await look('/customers/get', { body: { customer_id: `cus_${'0'.repeat(20)}` } });
  await look('/sources/get', { body: { source_id } });
  const { export_id } = await look('/exports/create', { body: { resource: 'customers' } });
  const told = await look('/exports/status', { body: { export_id } });
  const file = await client.send(`/exports/${export_id}/download`).catch(() => NO_ANSWER);
  lines.push(`the file has the told size: ${file.bytes.length === told['size']}`);
  for (const sent of wrongly(client, { customer_id })) await look('/customers/get', sent);
  await look('/sources/list', { body: '' });
  await look('/nothing');
  return lines;
}

/** A good request for a customer, with one thing wrong in each. */
function wrongly({ clientId, bearerToken }: Client, body: object): Sent[] {
  const half = clientId.slice(0, Math.ceil(clientId.length / 2));
  return [
    { body, clientId: '' },
    { body, clientId: 'cid_of_nobody' },
    { body, clientId: half.padEnd(clientId.length, 'x') },
    { body, authorization: null },
    { body, authorization: 'Bearer of-nobody' },
    { body, authorization: `Basic ${bearerToken}` },
    { body, contentType: null },
    { body, contentType: 'text/plain' },
    { body, contentType: 'application/json; charset=utf-8' },
    { body: `${JSON.stringify(body)} more` },
    { body: `[${JSON.stringify(body)}]` },
    { body: '{' },
    { body, method: 'PUT' },
    { body, method: 'DELETE' },
  ];
}

const NO_ANSWER = { status: 'none', type: undefined, bytes: Buffer.alloc(0), json: {} };

function masked(line: string): string {
  return line
    .replace(/\b(req|cus|att|src|dst|mdl|exp)_[0-9a-f]{20}\b/g, '$1')
    .replace(/\b[0-9a-f]{40,64}\b/g, 'secret')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'time')
    .replace(/"size":\d+/, '"size"');
}
