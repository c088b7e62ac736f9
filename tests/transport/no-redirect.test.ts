import { describe, expect, it } from 'vitest';
import type { Exchange, Header } from '../../src/contract/exchange.js';
import { loadContract } from '../../src/contract/load.js';
import { plan } from '../../src/plan/plan.js';
import { noRedirect } from '../../src/rules/transport/no-redirect.js';
import { EVERYTHING } from '../../src/settings/settings.js';
import { BOOKS, workspaceOf } from '../other-api/workspace.js';

const contract = await loadContract({ workspace: workspaceOf(BOOKS) });
const settings = {
  environments: [
    {
      name: 'sandbox' as const,
      baseUrl: 'https://api.example/{CLIENT_ID}',
      clientId: 'x',
      writes: true,
      embedded: false,
    },
  ],
  timeout: 1000,
  retries: 0,
  profile: 'manual' as const,
};
const view = plan(contract, settings, EVERYTHING).pairs[0]?.units[0]?.view;

function judged(status: number, location?: string) {
  if (!view) throw new Error('nothing was planned');
  const headers: Header[] = location === undefined ? [] : [['LOCATION', location]];
  const exchange: Exchange = {
    id: 1,
    environment: 'sandbox',
    operation: 'Books / Find',
    request: { method: 'POST', origin: 'https://api.example', target: '/x/books:find', headers: [] },
    outcome: { kind: 'answer', status, statusText: '', headers, body: Buffer.alloc(0), size: 0 },
    startedAt: 0,
    duration: 1,
    retried: [],
  };
  const seen = { exchange, valid: true, sends: 'the valid request', before: [], secrets: () => [] };
  return noRedirect.judge(seen, view)?.holds;
}

describe('A redirect', () => {
  it.each([
    ['to another host', 301, 'https://elsewhere.example/'],
    ['to another host, without a scheme', 307, '//elsewhere.example/x'],
    ['to HTTP', 308, 'http://api.example/x/books:find'],
  ])('%s is found', (_name, status, location) => {
    expect(judged(status, location)).toBe(false);
  });

  it.each([
    ['within the host', 302, '/login'],
    ['to the same place, written out', 301, 'https://API.example/x/'],
    ['that names no place', 304, undefined],
    ['that no URL can be made of', 302, 'https://['],
  ])('%s is not this rule’s business', (_name, status, location) => {
    expect(judged(status, location)).toBe(true);
  });

  it('is none where a creation tells its address', () => {
    expect(judged(201, 'https://elsewhere.example/books/1')).toBe(true);
  });
});
