import type { WireRequest } from '../../contract/exchange.js';
import type { Probe, Skip, View } from '../rule.js';
import { carries, partsWith, replaceEverywhere, type Where } from './changes.js';

/** Plans probes only where a probe can work at all: the request can be built, and a refusal would mean something. */
export function probesOf(view: View, probes: readonly Probe[]): readonly Probe[] | Skip {
  return notProbed(view) ?? probes;
}

export function notProbed({ operation, sample }: View): Skip | undefined {
  if (sample.problem) return { skip: sample.problem };
  if (operation.expectsError)
    return { skip: 'its saved examples are all errors: it has no request that works' };
  return undefined;
}

/** Probes of the client_id, for a request that carries it. */
export function clientIdProbes(view: View, probes: readonly Probe[]): readonly Probe[] | Skip {
  if (!carries(view.sample.request, view.sample.mark('clientId'))) {
    return notProbed(view) ?? { skip: 'the request carries no client_id' };
  }
  return probesOf(view, probes);
}

/** One place of the client_id, or all of them. */
interface Place {
  /** Undefined: everywhere. */
  readonly where?: readonly Where[];
  /** For the name of the case: `, in the body alone`. */
  readonly there: string;
}

/** All places of the client_id at once, and, where there are several, each alone: a server may look at one of them only. */
export function eachPlace({ sample }: View): Place[] {
  const parts = partsWith(sample.request, sample.mark('clientId'));
  const alone = parts.map((part): Place => ({ where: [part], there: `, in the ${part} alone` }));
  return [{ there: '' }, ...(parts.length > 1 ? alone : [])];
}

/** The request with its client_id replaced, or taken out. */
export function otherClientId(
  request: WireRequest,
  clientId: string,
  by: string | undefined,
  where?: readonly Where[],
): WireRequest | undefined {
  return carries(request, clientId) ? replaceEverywhere(request, clientId, by, where) : undefined;
}
