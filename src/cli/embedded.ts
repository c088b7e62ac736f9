import { ContractError, nearest } from '../contract/errors.js';
import type { UnknownFaultError } from '../reference-api/launch.js';
import type { Embedded } from '../settings/read.js';

export interface EmbeddedApi extends Embedded {
  close(): Promise<void>;
}

/** Hosts that no proxy stands before. */
const LOCAL = 'localhost,127.0.0.1';

/**
 * Starts the embedded API, broken in the named ways.
 *
 * @throws ContractError FAULT_UNKNOWN
 */
export async function startEmbedded(faults: readonly string[]): Promise<EmbeddedApi> {
  // Loaded only here: a run on a real environment has no use for it.
  const { launchReferenceApi, UnknownFaultError } = await import('../reference-api/launch.js');
  try {
    const api = await launchReferenceApi({ faults });
    reachDirectly();
    return api;
  } catch (error) {
    throw error instanceof UnknownFaultError ? unknownFault(error) : error;
  }
}

export function unknownFault({ fault, known }: UnknownFaultError): ContractError {
  const fact = 'the embedded API has no such fault';
  const near = nearest(fault, known);
  const fix = `${near === undefined ? '' : `Did you mean “${near}”? `}\`npx --no contract-suite prove --list\` lists them`;
  return new ContractError('FAULT_UNKNOWN', `--fault ${fault}`, fact, fix);
}

/** The embedded API is on this machine: a proxy of the network cannot reach it. */
export function reachDirectly(): void {
  for (const name of ['NO_PROXY', 'no_proxy']) {
    const before = process.env[name];
    process.env[name] = before ? `${before},${LOCAL}` : LOCAL;
  }
}
