import type { Handshake } from '../../contract/connection.js';
import { type EnvironmentName, type Exchange, type NoAnswer, withheldBy } from '../../contract/exchange.js';
import type { Operation } from '../../contract/model.js';
import { newmanOnly } from '../../request/newman-only.js';
import { handshake } from '../connection/handshake.js';
import { proxyFor } from '../connection/proxy-for.js';
import type { EnvironmentDrive } from '../environment-drive.js';
import { trustOf } from '../wire/trust.js';

/** A request that was sent, or held back, and what came of it; secrets under their names. */
export interface Asked {
  /** Undefined for a request of no operation, which carries no credentials. */
  readonly operation: Operation | undefined;
  readonly exchange: Exchange;
}

/** What is to be seen of an environment with a harmless request. */
export interface Visit {
  readonly environment: EnvironmentName;
  readonly host: string;
  /** Host and port of the proxy that stands between. */
  readonly proxy?: string;
  readonly asked: readonly Asked[];
  /** What is wrong with the certificate, where TLS was the reason. */
  readonly handshake?: Handshake;
}

/** Answers that may be the first operation's own: a second one has its say. */
const DOUBTED = new Set([401, 403, 404]);
const NOBODY = new Set<NoAnswer['reason']>(['refused', 'dns', 'tls', 'aborted']);
const MOST = 2;

/**
 * Sends one request of an operation that only reads; a second one where the first is refused, or not found. Without
 * such an operation, a GET to the base URL that carries nothing.
 */
export async function visit(
  environment: EnvironmentDrive,
  { extraCa, timeout }: { readonly extraCa?: string | undefined; readonly timeout: number },
): Promise<Visit> {
  const { hostname, port, protocol } = new URL(environment.settings.baseUrl.replaceAll('{CLIENT_ID}', 'x'));
  const host = hostname.replace(/^\[|\]$/g, '');
  const endpoint = { host, port: Number(port || (protocol === 'http:' ? 80 : 443)) };
  const asked = await askedOf(environment);
  const last = asked.at(-1)?.exchange.outcome;
  const proxy = proxyFor(endpoint.host, endpoint.port, process.env);
  const broken = last?.kind === 'none' && last.reason === 'tls';
  return {
    environment: environment.name,
    host,
    asked,
    ...(proxy && { proxy: proxy.host }),
    ...(broken && {
      handshake: await handshake(endpoint, { ...trustOf(extraCa), extraCa }, AbortSignal.timeout(timeout)),
    }),
  };
}

async function askedOf(environment: EnvironmentDrive): Promise<Asked[]> {
  const asked: Asked[] = [];
  const { recorder } = environment;
  for (const operation of readingOf(environment)) {
    const request = environment.resolve(operation, environment.initial);
    if (typeof request === 'string') continue;
    const { exchange } = await recorder.exchange(request, { by: 'suite', operation, base: request });
    asked.push({ operation, exchange });
    const { outcome } = exchange;
    const open = outcome.kind === 'none' ? !NOBODY.has(outcome.reason) : DOUBTED.has(outcome.status);
    if (!open || asked.length >= MOST) return asked;
  }
  return asked.some(({ exchange }) => withheldBy(exchange.outcome) === undefined)
    ? asked
    : [...asked, await plainly(environment)];
}

/** Lists before what reads one thing, which may not be there. */
function readingOf({ contract }: EnvironmentDrive): Operation[] {
  const order = ({ role }: Operation): number => (role === 'list' ? 0 : role === 'read' ? 2 : 1);
  return contract.operations
    .filter((operation) => !operation.changes && !operation.expectsError && !newmanOnly(operation))
    .sort((one, other) => order(one) - order(other));
}

async function plainly({ settings, recorder }: EnvironmentDrive): Promise<Asked> {
  const { origin, pathname } = new URL(settings.baseUrl.replaceAll('{CLIENT_ID}', 'made-up-client-id'));
  const request = { method: 'GET', origin, target: pathname, headers: [] };
  const { exchange } = await recorder.exchange(request, { by: 'look', operation: undefined });
  return { operation: undefined, exchange };
}
