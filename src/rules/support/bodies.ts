import { header } from '../../contract/exchange.js';
import { isObject, own } from '../../contract/json.js';
import { isRecord } from '../../contract/places.js';
import type { Probe, Skip, View } from '../rule.js';
import { probesOf } from './carried.js';
import { formOf } from './forms/form.js';

/** What a request carries; `file`: one file is the whole body. */
export type BodyKind = 'none' | 'json' | 'urlencoded' | 'multipart' | 'file' | 'other';

export function bodyKind({ sample, operation }: Pick<View, 'sample' | 'operation'>): BodyKind {
  const { request, document } = sample;
  const body = own(operation.request, 'body');
  if (!request.body) return 'none';
  if (isObject(body) && own(body, 'mode') === 'file') return 'file';
  const type = header(request.headers, 'content-type') ?? '';
  if (formOf(request)) return /^\s*multipart/i.test(type) ? 'multipart' : 'urlencoded';
  return /[/+]json\b/i.test(type) && document !== undefined ? 'json' : 'other';
}

const NO_JSON: Readonly<Record<Exclude<BodyKind, 'json'>, string>> = {
  none: 'the request has no body',
  urlencoded: 'the body of the request is a form, and no JSON',
  multipart: 'the body of the request is a form, and no JSON',
  file: 'the body of the request is a file, and the suite does not look into it',
  other: 'the body of the request is no JSON',
};

/** Probes of the body and its Content-Type, for a request that carries JSON. */
export function jsonProbes(view: View, probes: readonly Probe[]): readonly Probe[] | Skip {
  const kind = bodyKind(view);
  return kind === 'json' ? probesOf(view, probes) : { skip: NO_JSON[kind] };
}

/** Probes that only make sense where the body is an object. */
export function objectProbes(view: View, probes: readonly Probe[]): readonly Probe[] | Skip {
  const planned = jsonProbes(view, probes);
  if ('skip' in planned || isRecord(view.sample.document)) return planned;
  return { skip: 'the body of the valid request is no JSON object' };
}

export const isForm = (kind: BodyKind): kind is 'urlencoded' | 'multipart' =>
  kind === 'urlencoded' || kind === 'multipart';

/** Probes of what is in the body, for a request that carries JSON or a form. */
export function documentProbes(view: View, probes: readonly Probe[]): readonly Probe[] | Skip {
  const kind = bodyKind(view);
  if (kind === 'other') return { skip: 'the body of the request is neither JSON nor a form' };
  return isForm(kind) ? probesOf(view, probes) : jsonProbes(view, probes);
}
