import type { ConnectionSeen, Handshake, PlainAnswer, SeenCertificate } from '../../contract/connection.js';
import type { WireRequest } from '../../contract/exchange.js';
import type { Contract, Operation } from '../../contract/model.js';
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
  const { host, named } = addressOf(environment);
  const tls = { host, port: Number(named || 443) };
  const clear = { host, port: Number(named || 80) };
  const signal = (): AbortSignal => AbortSignal.any([stop, AbortSignal.timeout(Math.min(timeout, PATIENCE))]);
  const trust = { ...trustOf(extraCa), extraCa };
  const { request, operation } = plainRequest(contract, environment);
  const departure = { by: 'look', operation } as const;
  const overTls = async () => {
    const { raw } = await recorder.exchange(request, departure);
    return raw.kind === 'answer' ? raw : undefined;
  };
  const inClear = async (): Promise<PlainAnswer> => {
    const refusal = recorder.gate.refusal(request, departure);
    if (refusal !== undefined) return { kind: 'unreachable', detail: refusal };
    return plain(clear, request, overTls, signal(), contract.config.promises.errors);
  };
  const [first, second, shaken, answered] = await Promise.all([
    hello('TLS 1.0', tls, signal()),
    hello('TLS 1.1', tls, signal()),
    patiently(() => handshake(tls, trust, signal()), retries),
    inClear(),
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

function addressOf({ baseUrl }: EnvironmentSettings): { readonly host: string; readonly named: string } {
  const { hostname, port } = new URL(baseUrl.replaceAll('{CLIENT_ID}', 'x'));
  return { host: hostname.replace(/^\[|\]$/g, ''), named: port };
}

/**
 * Looks at the certificate once more: one that is renewed while a run is under way meets connections that are kept as
 * well as new ones.
 *
 * @returns what is to be noted; undefined where it is the same, or does not verify: requests failed then
 */
export async function renewed(
  before: ConnectionSeen,
  environment: EnvironmentSettings,
  { extraCa, timeout }: Pick<Settings, 'extraCa' | 'timeout'>,
  stop: AbortSignal,
): Promise<string | undefined> {
  const [old] = certificatesOf(before.handshake);
  if (!old) return undefined;
  const { host, named } = addressOf(environment);
  const signal = AbortSignal.any([stop, AbortSignal.timeout(Math.min(timeout, PATIENCE))]);
  const tls = { host, port: Number(named || 443) };
  const [own] = certificatesOf(await handshake(tls, { ...trustOf(extraCa), extraCa }, signal));
  if (!own || (own.from.getTime() === old.from.getTime() && own.until.getTime() === old.until.getTime()))
    return undefined;
  const day = (date: Date): string => date.toISOString().slice(0, 10);
  return `the certificate of ${own.subject} was renewed while the run was under way: that until ${day(old.until)} by one until ${day(own.until)}, which verifies`;
}

const certificatesOf = (seen: Handshake): readonly SeenCertificate[] =>
  seen.kind === 'trusted' ? seen.chain.certificates : [];

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

/**
 * What a request of the collection that only reads would send, with a made-up client_id and an empty object, and nothing
 * else in it; where there is none, the base URL is read.
 */
function plainRequest(
  { operations }: Contract,
  { baseUrl }: EnvironmentSettings,
): { readonly request: WireRequest; readonly operation: Operation | undefined } {
  const base = new URL(baseUrl.replaceAll('{CLIENT_ID}', 'made-up-client-id'));
  for (const operation of operations.filter(({ changes }) => !changes)) {
    const { problem, request } = sampleOf(operation, baseUrl);
    if (problem !== undefined || request.origin !== base.origin) continue;
    const { origin, target, method } = request;
    const head = { method, origin, target };
    return { operation, request: request.body ? { ...head, ...EMPTY_OBJECT } : { ...head, headers: [] } };
  }
  return {
    operation: undefined,
    request: { method: 'GET', origin: base.origin, target: base.pathname, headers: [] },
  };
}

const EMPTY_OBJECT = { headers: [['Content-Type', 'application/json']], body: Buffer.from('{}') } as const;
