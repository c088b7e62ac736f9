import type { ConnectionSeen, Handshake } from '../../contract/connection.js';
import type { WireRequest } from '../../contract/exchange.js';
import type { Contract } from '../../contract/model.js';
import { sampleOf } from '../../plan/sample.js';
import type { EnvironmentSettings, Settings } from '../../settings/settings.js';
import type { Recorder } from '../wire/recorder.js';
import { trustOf } from '../wire/trust.js';
import { handshake } from './handshake.js';
import { hello } from './hello.js';
import { plain } from './plain.js';

/** Milliseconds at most for each connection: it is small, and a port that nobody answers would cost all of it. */
const PATIENCE = 5000;

/**
 * Looks at the connection to one environment: handshakes with old versions and with those of today, and one
 * request in clear. Goes to the host of the base URL only; sends no credential.
 */
export async function look(
  contract: Contract,
  environment: EnvironmentSettings,
  { extraCa, timeout, retries }: Pick<Settings, 'extraCa' | 'timeout' | 'retries'>,
  recorder: Recorder,
  stop: AbortSignal,
): Promise<ConnectionSeen> {
  const { hostname, port: named } = new URL(environment.baseUrl.replaceAll('{CLIENT_ID}', 'x'));
  const host = hostname.replace(/^\[|\]$/g, '');
  const tls = { host, port: Number(named || 443) };
  const clear = { host, port: Number(named || 80) };
  const signal = (): AbortSignal => AbortSignal.any([stop, AbortSignal.timeout(Math.min(timeout, PATIENCE))]);
  const trust = { ...trustOf(extraCa), extraCa };
  const request = plainRequest(contract, environment);
  const overTls = async () => {
    const { raw } = await recorder.exchange('(the environment)', request);
    return raw.kind === 'answer' ? raw : undefined;
  };
  const [first, second, shaken, answered] = await Promise.all([
    hello('TLS 1.0', tls, signal()),
    hello('TLS 1.1', tls, signal()),
    patiently(() => handshake(tls, trust, signal()), retries),
    plain(clear, request, overTls, signal()),
  ]);
  return {
    host,
    at: new Date(),
    hellos: { 'TLS 1.0': first, 'TLS 1.1': second },
    handshake: shaken,
    plain: answered,
    plainPort: clear.port,
  };
}

/** A connection that broke may have broken by chance. */
async function patiently(attempt: () => Promise<Handshake>, retries: number): Promise<Handshake> {
  let result = await attempt();
  for (
    let count = 0;
    count < retries && (result.kind === 'refused' || result.kind === 'unreachable');
    count++
  ) {
    result = await attempt();
  }
  return result;
}

/** A request of the collection that only reads, with a made-up client_id and an empty object, and nothing else in it. */
function plainRequest({ operations }: Contract, { baseUrl }: EnvironmentSettings): WireRequest {
  const base = new URL(baseUrl.replaceAll('{CLIENT_ID}', 'made-up-client-id'));
  const samples = operations
    .filter(({ changes }) => !changes)
    .map((operation) => sampleOf(operation, baseUrl))
    .filter(({ problem, request }) => problem === undefined && request.origin === base.origin);
  const [target = base.pathname] = samples.map(({ request }) => request.target);
  return {
    method: 'POST',
    origin: base.origin,
    target,
    headers: [['Content-Type', 'application/json']],
    body: Buffer.from('{}'),
  };
}
