import { expect, it } from 'vitest';
import type { Contract } from '../../src/contract/model.js';
import { plan } from '../../src/plan/plan.js';
import { EVERYTHING, type Settings } from '../../src/settings/settings.js';
import { item, load, script, shop, url } from '../contract-loading/workspace.js';

const settings: Settings = {
  environments: [
    {
      name: 'sandbox',
      baseUrl: 'https://sandbox.invalid/{CLIENT_ID}',
      clientId: 'id',
      writes: true,
      embedded: false,
    },
  ],
  timeout: 1000,
  retries: 0,
  profile: 'manual',
};

async function contractOf(type: string): Promise<Contract> {
  const keeps = script('test', 'pm.collectionVariables.set("jobId", pm.response.json().id);');
  const file = { code: 200, header: [{ key: 'Content-Type', value: type }], body: '{}' };
  return load(
    shop([
      item('Create a job', { event: [keeps] }),
      item('Get a job', {}, { url: url('jobs', '{{jobId}}') }),
      item('Fetch its file', { response: [file] }, { url: url('jobs', '{{jobId}}', 'file') }),
    ]),
  );
}

async function setupOfFile(type: string): Promise<string[] | undefined> {
  const { pairs } = plan(await contractOf(type), settings, EVERYTHING);
  const unit = pairs.find(({ operation }) => operation.name === 'Fetch its file')?.units[0];
  return unit?.setup.map(({ name }) => name);
}

it('What reads a thing is run before its file is fetched, since it tells size and digest', async () => {
  expect(await setupOfFile('application/pdf')).toEqual(['Create a job', 'Get a job']);
});

it('It is not run before what is no file', async () => {
  expect(await setupOfFile('application/json')).toEqual(['Create a job']);
});

it('A planned case that is written out as JSON holds its id', async () => {
  const { cases } = plan(await contractOf('application/json'), settings, EVERYTHING);
  const [first] = cases;
  expect(JSON.parse(JSON.stringify(first))).toMatchObject({ id: first?.id, rule: first?.rule });
  expect(first?.id).toMatch(/^sandbox › .+ › [\w-]+\/[\w-]+/);
});
