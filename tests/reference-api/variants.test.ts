import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ReferenceApi, startReferenceApi } from '../../src/reference-api/start.js';
import { variants } from '../../src/reference-api/variants/index.js';
import { Client } from './client.js';
import { prepared } from './tour-objects.js';

let api: ReferenceApi;
let plainest: string[];
beforeAll(async () => {
  api = await startReferenceApi();
  plainest = await statuses([]);
});
afterAll(() => api.close());

/** The statuses of valid requests, and of some that are refused for one reason. */
async function statuses(names: readonly string[]): Promise<string[]> {
  const client = new Client({ ...api, environments: await api.become({ variants: names }) });
  const seen: string[] = [];
  const look = async (path: string, sent: Parameters<Client['send']>[1] = {}) => {
    const first = await client.send(path, sent);
    const moved = /(?:^|, )location: [^\s,]*(\?[^\s,]*)/i.exec(first.headers)?.[1];
    // Whoever follows a redirect within the host gets the same answers.
    const { status, json } = moved === undefined ? first : await client.send(path + moved, sent);
    seen.push(`${path.replace(/exp_[0-9a-f]+/, 'exp')} ${status}`);
    return json;
  };
  const { ids, valid } = await prepared(look);
  const { customer_id, source_id, export_id, destination_id } = ids;
  for (const path of ['/customers/update', '/sources/update']) await look(path, { body: valid[path] });
  await look('/customers/get', { body: { customer_id } });
  await look('/sources/list', { body: { limit: 1 } });
  await look('/exports/status', { body: { export_id } });
  await look(`/exports/${export_id}/download`);
  await look('/models/predict', { body: { model_id: ids['model_id'], customer_id } });
  await look('/sources/get', { body: {} });
  await look('/sources/get', { body: '{' });
  await look('/sources/get', { body: { source_id: `src_${'f'.repeat(20)}` } });
  await look('/sources/get', { body: { source_id }, contentType: 'text/plain' });
  await look('/nothing');
  await look('/destinations/delete', { body: { destination_id } });
  await look('/destinations/get', { body: { destination_id } });
  client.close();
  return seen;
}

describe('A variant', () => {
  it.each(variants)('$name answers with the same statuses: $says', async ({ name }) => {
    expect(await statuses([name])).toEqual(plainest);
  });

  it('that is not there is an error', async () => {
    await expect(startReferenceApi({ variants: ['no-such-variant'] })).rejects.toThrow(
      'no variant is called',
    );
  });
});
