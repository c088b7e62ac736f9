import dns from 'node:dns';
import { networkInterfaces } from 'node:os';
import { checkServerIdentity, type PeerCertificate } from 'node:tls';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { loadContract } from '../../../src/contract/load.js';
import { colorsFor } from '../../../src/report/colors.js';
import { renderSummary } from '../../../src/report/summary.js';
import { renderTerminal } from '../../../src/report/terminal.js';
import { run } from '../../../src/run.js';
import { EVERYTHING } from '../../../src/settings/settings.js';
import { newmanHost } from '../../newman-host.js';
import { type OtherApi, startOtherApi } from '../../other-api/api.js';
import { BOOKS, settingsOf, workspaceOf } from '../../other-api/workspace.js';

const host = newmanHost();

let api: OtherApi;
afterEach(async () => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  await api.close();
});

type LookedUp = (error: NodeJS.ErrnoException | null, addresses: dns.LookupAddress[]) => void;

const RULES = ['collection/*', 'status/success', 'authentication/bearer-missing'];

async function runBooks() {
  const contract = await loadContract({ workspace: workspaceOf(BOOKS) });
  return run({ contract, settings: settingsOf(api), selection: { ...EVERYTHING, rules: RULES }, host });
}

it('A name that is not resolved now and then costs no verdict, and is told', async () => {
  api = await startOtherApi();
  const { lookup } = dns;
  let asked = 0;
  const nowAndThen = (hostname: string, options: dns.LookupAllOptions, done: LookedUp): void => {
    asked += 1;
    if (asked % 2 === 0) lookup(hostname, options, done);
    else done(Object.assign(new Error('try again'), { code: 'EAI_AGAIN', hostname }), []);
  };
  vi.spyOn(dns, 'lookup').mockImplementation(Object.assign(nowAndThen, lookup));
  const result = await runBooks();
  expect(asked).toBeGreaterThan(1);
  expect(result.exitCode).toBe(0);
  expect(result.repeats).toContainEqual({
    environment: 'sandbox',
    after: 'the host name localhost could not be resolved (EAI_AGAIN)',
    count: expect.any(Number),
  });
});

const ipv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ address }) => address === '::1'));

// Some releases of Node (22.23.3) find no IPv6 address in any certificate.
const named = { subject: { CN: '' }, subjectaltname: 'IP Address:0:0:0:0:0:0:0:1' } as PeerCertificate;
const matched = checkServerIdentity('::1', named) === undefined;

it.runIf(ipv6 && matched)('An API that is there by IPv6 alone is judged as any other', async () => {
  api = await startOtherApi('::1');
  const result = await runBooks();
  expect(result.problems).toEqual([]);
  expect(result.exitCode).toBe(0);
  expect(result.counts.errored).toBe(0);
  expect(api.arrived.production.length).toBeGreaterThan(10);
});

describe('An environment that is down from the start', () => {
  it('is told once, in plain words, and the other one is judged', async () => {
    api = await startOtherApi();
    await api.stop('production');
    const result = await runBooks();
    await api.start('production');
    expect(result.exitCode).toBe(3);
    const passed = (name: string): number =>
      result.results.filter(
        ({ case: { environment }, verdict }) => environment === name && verdict.status === 'passed',
      ).length;
    expect(passed('sandbox')).toBeGreaterThan(10);
    expect(passed('production')).toBe(0);
    const told = /production cannot be reached: the connection was refused \(ECONNREFUSED\)/g;
    expect(renderSummary(result).match(told)).toHaveLength(1);
    const colors = colorsFor(process.stdout, false, {});
    const text = renderTerminal(result, { colors, quiet: false, verbose: false, listsWaivers: false });
    expect(text.match(told)).toHaveLength(1);
    expect(text).not.toMatch(/production .*broken/);
  });
});

it('A clock that is set back, and then forward, while a run goes on changes no duration', async () => {
  api = await startOtherApi();
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  let requests = 0;
  const start = Date.now();
  api.instead = () => {
    requests += 1;
    vi.setSystemTime(start + (requests % 2 === 0 ? -86_400_000 : 86_400_000));
    return false;
  };
  const result = await runBooks();
  expect(requests).toBeGreaterThan(10);
  expect(result.exitCode).toBe(0);
  // A day would show; a minute is more than the run takes.
  const durations = [result.duration, ...result.results.map(({ duration }) => duration)];
  expect(durations.filter((duration) => duration < 0 || duration > 3_600_000)).toEqual([]);
  expect((result.latencies ?? []).filter(({ min, max }) => min < 0 || max > 3_600_000)).toEqual([]);
});
