import { describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import { run } from '../../src/run.js';
import { EVERYTHING } from '../../src/settings/settings.js';
import { newmanHost } from '../newman-host.js';
import { workspaceOf } from '../other-api/workspace.js';
import { request } from '../steering/run-collection.js';
import { rawServer } from '../tls-server.js';

const host = newmanHost();
const OK =
  'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}';
const LIMITED =
  'HTTP/1.1 429 Too Many Requests\r\nRetry-After: 30\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';
const UNKNOWN =
  'HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}';
const test = "pm.test('ok', () => pm.response.to.have.status(200));";

describe('Where one endpoint has reached its limit', () => {
  it('the others are judged, and its own cases are skipped with what it asked for', async () => {
    const server = await rawServer((socket, text) =>
      socket.end(text.startsWith('POST /log-in ') ? LIMITED : /^GET \/[abc] /.test(text) ? OK : UNKNOWN),
    );
    try {
      const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
      const item = [
        request('Log in', { test }, { method: 'POST' }),
        ...['A', 'B', 'C'].map((name) => request(name, { test })),
      ];
      const contract = await loadContract({ workspace: workspaceOf({ info: { name: 'X', schema }, item }) });
      const environment = {
        name: 'sandbox',
        baseUrl: server.origin,
        clientId: '',
        writes: true,
        embedded: false,
      } as const;
      const { results, problems } = await run({
        contract,
        settings: {
          environments: [environment],
          extraCa: server.ca,
          timeout: 5000,
          retries: 2,
          maxWait: 0,
          profile: 'manual',
        },
        host,
        selection: { ...EVERYTHING, rules: ['collection/*', 'status/success', 'status/unknown-endpoint'] },
      });
      expect(problems).toEqual([]);
      const of = (name: string) =>
        results.flatMap(({ case: { operation, rule }, verdict }) =>
          operation === name ? [`${rule} ${verdict.status}`] : [],
        );
      for (const name of ['A', 'B', 'C']) expect(of(name)).toContain('status/success passed');
      expect(of('Log in')).toEqual([
        'collection/assertion skipped',
        'status/success skipped',
        'status/unknown-endpoint skipped',
      ]);
      const reasons = results.flatMap(({ case: { operation }, verdict }) =>
        operation === 'Log in' && 'reason' in verdict ? [verdict.reason] : [],
      );
      for (const reason of reasons)
        expect(reason).toMatch(/rate limit: it answered 429 and asked to wait 30 s/);
    } finally {
      await server.close();
    }
  });
});
