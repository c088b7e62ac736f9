import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchReferenceApi, type ReferenceApi, UnknownFaultError } from '../../src/reference-api/launch.js';
import { startReferenceApi } from '../../src/reference-api/start.js';
import { Client } from './client.js';

let api: ReferenceApi;
beforeAll(async () => {
  api = await startReferenceApi();
});
afterAll(() => api.close());

/** What the API, as it has become, answers to one request. */
async function asked(
  environments: ReferenceApi['environments'],
  path: string,
  from = api,
): Promise<unknown[]> {
  const client = new Client({ ...from, environments });
  const { status, json } = await client.send(path);
  client.close();
  return [status, json['total']];
}

describe('The reference API that becomes another one', () => {
  it('behaves otherwise, and again as before', async () => {
    expect(await asked(await api.become({ faults: ['teapot'] }), '/attributes/list')).toEqual([418, 0]);
    expect(await asked(await api.become({}), '/attributes/list')).toEqual([200, 0]);
  });

  it('keeps its credentials and forgets what was created', async () => {
    const before = new Client(api);
    const environments = await api.become({});
    const client = new Client({ ...api, environments });
    expect([client.clientId, client.bearerToken]).toEqual([before.clientId, before.bearerToken]);
    await client.send('/attributes/create', { body: { name: 'height', kind: 'number' } });
    expect(await asked(environments, '/attributes/list')).toEqual([200, 1]);
    expect(await asked(await api.become({}), '/attributes/list')).toEqual([200, 0]);
    client.close();
    before.close();
  });

  it('takes no fault that nobody knows, and stays as it is', async () => {
    const environments = await api.become({});
    await expect(api.become({ faults: ['teapott'] })).rejects.toThrow(UnknownFaultError);
    expect(await asked(environments, '/attributes/list')).toEqual([200, 0]);
  });

  it('does so in a thread of its own as well', async () => {
    const launched = await launchReferenceApi();
    const environments = await launched.become({ faults: ['teapot'] });
    expect(await asked(environments, '/attributes/list', launched)).toEqual([418, 0]);
    await launched.close();
  });
});
