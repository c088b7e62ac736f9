import type { Exchange } from '../../contract/exchange.js';
import type { Judgement, Probe, ProbeContext, Skip, View } from '../rule.js';
import { bodyKind } from './bodies.js';
import { probesOf } from './carried.js';
import { judgeRefusal } from './refused.js';
import { successStatuses } from './success.js';
import { unreadableStatuses } from './unreadable-statuses.js';

/**
 * Probes of the Content-Type. JSON and forms cannot be read under another one; any bytes are a file, and whoever stores
 * them may take them under any name.
 */
export function typeProbes(view: View, probes: readonly TypeProbe[]): readonly Probe[] | Skip {
  const kind = bodyKind(view);
  if (kind === 'none') return { skip: 'the request has no body' };
  if (kind === 'other')
    return { skip: 'the body of the request is no JSON, no form and no file: what it may be called is open' };
  if (kind !== 'file') return probesOf(view, probes);
  return probesOf(
    view,
    probes.map(({ cause: _, ...probe }) => ({ ...probe, expects: 'either' })),
  );
}

export type TypeProbe = Probe & { readonly cause: 'content-type' };

export function judgeType(exchange: Exchange, { expects }: Probe, context: ProbeContext): Judgement {
  const { view } = context;
  const also = [...unreadableStatuses(view), ...(expects === 'either' ? successStatuses(view) : [])];
  return judgeRefusal(
    exchange,
    'contentType',
    context,
    bodyKind(view) === 'json'
      ? 'Answer {status} where Content-Type is not application/json.'
      : 'Answer {status} where the body cannot be what its Content-Type says.',
    also,
  );
}
