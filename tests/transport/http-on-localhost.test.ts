import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import { run } from '../../src/run.js';
import { EVERYTHING } from '../../src/settings/settings.js';
import { newmanHost } from '../newman-host.js';
import { workspaceOf } from '../other-api/workspace.js';
import { request } from '../steering/run-collection.js';

const host = newmanHost();
const arrived: string[] = [];
const server = createServer(({ method, url }, response) => {
  arrived.push(`${method} ${url}`);
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":1}');
});
beforeAll(() => new Promise<void>((resolve) => server.listen(0, 'localhost', resolve)));
afterAll(() => void server.close());

it('A sandbox on localhost is checked over http, but for what TLS promises', async () => {
  const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
  const script = { test: "pm.test('ok', () => pm.response.to.have.status(200));" };
  const item = [request('One', script), request('Two', script)];
  const contract = await loadContract({ workspace: workspaceOf({ info: { name: 'A', schema }, item }) });
  const { port } = server.address() as AddressInfo;
  const { results } = await run({
    contract,
    settings: {
      environments: [
        { name: 'sandbox', baseUrl: `http://localhost:${port}`, clientId: '', writes: true, embedded: false },
      ],
      timeout: 5000,
      retries: 0,
      profile: 'manual',
    },
    host,
    selection: { ...EVERYTHING, rules: ['collection/*', 'status/success', 'transport/*'] },
  });
  const ended = results.map(({ case: { rule, operation }, verdict }) =>
    [operation, rule, verdict.status].join(' '),
  );
  expect(ended).toEqual(
    expect.arrayContaining([
      'One collection/assertion passed',
      'One status/success passed',
      'Two status/success passed',
    ]),
  );
  const ofTls = results.filter(({ case: { rule } }) => /transport\/(tls|certificate|plaintext)/.test(rule));
  expect(ofTls.length).toBeGreaterThan(2);
  for (const { verdict } of ofTls)
    expect(verdict).toMatchObject({
      status: 'skipped',
      reason: 'the base URL is http, so nothing of TLS can be checked',
    });
  expect(arrived).toContain('GET /two');
});
