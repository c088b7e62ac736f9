import type { Json } from '../../src/contract/json.js';
import { loadContract } from '../../src/contract/load.js';
import type { NewmanHost } from '../../src/drive/newman/host.js';
import type { CaseResult, RunResult } from '../../src/judge/result.js';
import { run } from '../../src/run.js';
import { EVERYTHING } from '../../src/settings/settings.js';
import { newmanHost } from '../newman-host.js';
import { workspaceOf } from '../other-api/workspace.js';
import { rawServer } from '../tls-server.js';

const usual = newmanHost();

export const ANSWER =
  'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}';

export interface Ran {
  readonly result: RunResult;
  /** First lines of what arrived, in order. */
  readonly arrived: readonly string[];
  /** What arrived, byte for byte. */
  readonly requests: readonly string[];
  /** How the first case of a rule on an operation ended, and why. */
  of(operation: string, rule?: string): string;
}

/** A request of a collection, at the base URL. */
export const request = (
  name: string,
  scripts: Record<string, string> = {},
  more: Record<string, Json> = {},
) => ({
  name,
  event: Object.entries(scripts).map(([listen, source]) => ({
    listen,
    script: { exec: source.split('\n') },
  })),
  request: { method: 'GET', url: `{{baseUrl}}/${name.toLowerCase().replaceAll(' ', '-')}`, ...more },
});

export interface How {
  readonly rules?: string[];
  readonly files?: Record<string, string>;
  /** Another thread of newman, with another limit for scripts. */
  readonly host?: NewmanHost;
  /** In production, where nothing may be changed, and not in sandbox. */
  readonly reading?: boolean;
  /** Paths that are never answered. */
  readonly silent?: readonly string[];
  /** The answer to a request, byte for byte; 200 to each where it is not given. */
  answer?(request: string): string;
}

/** Runs a collection in one environment, against a server of its own. */
export async function ran(
  items: readonly unknown[],
  {
    rules = ['collection/*', 'status/success'],
    files = {},
    host = usual,
    reading = false,
    silent = [],
    answer = () => ANSWER,
  }: How = {},
): Promise<Ran> {
  const server = await rawServer((socket, request) => {
    if (!silent.some((path) => request.split(' ')[1] === path)) socket.end(answer(request));
  });
  try {
    const schema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
    const workspace = workspaceOf({ info: { name: 'Steered', schema }, item: items }, files);
    const contract = await loadContract({ workspace });
    const environment = {
      name: reading ? ('production' as const) : ('sandbox' as const),
      baseUrl: server.origin,
      clientId: 'client',
      writes: !reading,
      embedded: false,
    };
    const result = await run({
      contract,
      settings: {
        environments: [environment],
        extraCa: server.ca,
        timeout: 5000,
        retries: 0,
        profile: 'manual',
      },
      host,
      selection: { ...EVERYTHING, rules },
    });
    return {
      result,
      arrived: server.requests.map((text) => text.split(' HTTP/1.1')[0] ?? ''),
      requests: server.requests,
      of: (operation, rule = 'collection/assertion') => told(result.results, operation, rule),
    };
  } finally {
    await server.close();
  }
}

function told(results: readonly CaseResult[], operation: string, rule: string): string {
  const found = results.find(({ case: planned }) => planned.operation === operation && planned.rule === rule);
  if (!found) return 'not planned';
  const { verdict } = found;
  if (verdict.status === 'failed') return `failed: ${verdict.finding.received}`;
  return 'reason' in verdict ? `${verdict.status}: ${verdict.reason}` : verdict.status;
}
