import { header } from '../../contract/exchange.js';
import { isRecord } from '../../contract/places.js';
import type { Probe, Skip, View } from '../rule.js';
import { probesOf } from './carried.js';

/** Probes of the body and its Content-Type, for a request that carries JSON. */
export function jsonProbes(view: View, probes: readonly Probe[]): readonly Probe[] | Skip {
  const { request, json } = view.sample;
  if (!request.body) return { skip: 'the request has no body' };
  const type = header(request.headers, 'content-type') ?? '';
  if (!/[/+]json\b/i.test(type) || json === undefined) return { skip: 'the body of the request is no JSON' };
  return probesOf(view, probes);
}

/** Probes that only make sense where the body is an object. */
export function objectProbes(view: View, probes: readonly Probe[]): readonly Probe[] | Skip {
  const planned = jsonProbes(view, probes);
  if ('skip' in planned || isRecord(view.sample.json)) return planned;
  return { skip: 'the body of the valid request is no JSON object' };
}
