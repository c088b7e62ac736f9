import { rootCertificates } from 'node:tls';
import type { Dispatcher } from 'undici';
import { ContractError } from '../../contract/errors.js';
import { CAP, megabytes } from './bytes.js';
import type { SourceOptions } from './source.js';

/** What a server sent, redirects followed. */
export interface Downloaded {
  readonly status: number;
  /** The address in the end. */
  readonly url: string;
  readonly bytes: Uint8Array;
}

export interface Ask {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Where an error says that it is. */
  readonly place: string;
  /** A key goes to no other host than the one that it is for. */
  readonly redirects: 'follow' | 'refuse';
}

const TIMEOUT = 60_000;

/** One GET. @throws ContractError SOURCE_UNREADABLE where no whole answer comes, SETTING_INVALID for a proxy */
export async function download(ask: Ask, options: SourceOptions): Promise<Downloaded> {
  // Loaded where it is needed: most imports read a file.
  const undici = await import('undici');
  const dispatcher = agent(options, undici);
  try {
    const response = await undici.fetch(ask.url, {
      headers: ask.headers,
      redirect: ask.redirects === 'follow' ? 'follow' : 'manual',
      signal: AbortSignal.timeout(options.timeout ?? TIMEOUT),
      dispatcher,
    });
    const chunks: Uint8Array[] = [];
    const cap = options.cap ?? CAP;
    let size = 0;
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > cap) throw tooLarge(ask.place, cap);
    }
    return { status: response.status, url: response.url, bytes: Buffer.concat(chunks) };
  } catch (error) {
    throw error instanceof ContractError ? error : noAnswer(ask.place, error);
  } finally {
    await dispatcher.destroy();
  }
}

function agent({ env, extraCa }: SourceOptions, { EnvHttpProxyAgent }: typeof import('undici')): Dispatcher {
  const named = (name: string): string => env[name.toLowerCase()] || env[name] || '';
  const tls = extraCa === undefined ? {} : { ca: [...rootCertificates, extraCa] };
  try {
    return new EnvHttpProxyAgent({
      httpProxy: named('HTTP_PROXY'),
      httpsProxy: named('HTTPS_PROXY'),
      noProxy: named('NO_PROXY'),
      connect: tls,
      requestTls: tls,
      proxyTls: tls,
    });
  } catch {
    // The value is not repeated: it may hold a password.
    const fix = 'Write it as http://host:port, or leave it out';
    throw new ContractError(
      'SETTING_INVALID',
      'HTTPS_PROXY, HTTP_PROXY',
      'the value is no address of an HTTP proxy',
      fix,
    );
  }
}

function tooLarge(place: string, cap: number): ContractError {
  const fact = `the answer is larger than the ${megabytes(cap)} that are read`;
  return new ContractError('SOURCE_UNREADABLE', place, fact, 'Check the address, or download the file');
}

/** undici hides why a fetch failed in a chain of causes; the innermost says it. Its text may repeat the address. */
function noAnswer(place: string, error: unknown): ContractError {
  let cause = error;
  while (cause instanceof Error && cause.cause !== undefined) cause = cause.cause;
  const timedOut = cause instanceof Error && cause.name === 'TimeoutError';
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no answer';
  const loops = cause instanceof Error && cause.message === 'redirect count exceeded';
  const fact = timedOut
    ? 'no whole answer came in time'
    : loops
      ? 'it redirects more often than is followed'
      : `it cannot be fetched (${code})`;
  const fix = /CERT|SIGNATURE|SELF_SIGNED/i.test(code)
    ? 'Name the CA of its certificate in EXTRA_CA_CERTS, or download the file and name it'
    : 'Check the address, the network and the proxy, or download the file and name it';
  return new ContractError('SOURCE_UNREADABLE', place, fact, fix);
}
