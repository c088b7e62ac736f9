import type { WireRequest } from '../../contract/exchange.js';
import { isRecord, jsonOf, withValueAt } from '../../contract/places.js';
import type { View } from '../rule.js';
import { jsonBody, withBody } from './changes.js';

/** A parameter of a list, in its body or its query. */
export interface Parameter {
  readonly in: 'body' | 'query';
  readonly name: string;
  /** What its request schema says of it. */
  readonly schema?: Readonly<Record<string, unknown>>;
  readonly required: boolean;
}

const CURSOR =
  /^(cursor|after|from|start(ing)?_?after|(next_?)?(page_?)?(cursor|token)|next_?token|continuation(_?token)?|marker|bookmark|position)$/i;
const PAGE = /^(page|page_?(number|index|no)|offset|skip|start(_?index)?)$/i;
const LIMIT = /^(limit|page_?size|per_?page|max_?results|max_?items|size|take|top|first|count)$/i;
const ORDER = /^(sort|order|sort_?by|order_?by|direction|expand|include|fields)/i;

export const isCursor = ({ name }: Parameter): boolean => CURSOR.test(name);
export const isPageNumber = ({ name }: Parameter): boolean => PAGE.test(name);
export const isLimit = ({ name }: Parameter): boolean => LIMIT.test(name);
/** A parameter that chooses what is listed. */
export const isFilter = (parameter: Parameter): boolean =>
  !isCursor(parameter) && !isPageNumber(parameter) && !isLimit(parameter) && !ORDER.test(parameter.name);

/** Parameters of a list: those of its request schema, its request, and the requests of its saved examples. */
export function parametersOf({ contract, operation, sample }: View): Parameter[] {
  const schema = contract.schemas.request(operation.name)?.schema;
  const found = new Map<string, Parameter>();
  const add = (parameter: Parameter): void => {
    if (!found.has(`${parameter.in} ${parameter.name}`))
      found.set(`${parameter.in} ${parameter.name}`, parameter);
  };
  const required = isRecord(schema) && Array.isArray(schema['required']) ? schema['required'] : [];
  for (const [name, described] of Object.entries(
    isRecord(schema?.['properties']) ? schema['properties'] : {},
  ))
    add({
      in: 'body',
      name,
      required: required.includes(name),
      ...(isRecord(described) && { schema: described }),
    });
  const bodies = [sample.json, ...operation.examples.map(({ originalRequest }) => rawJson(originalRequest))];
  for (const body of bodies) {
    for (const name of Object.keys(isRecord(body) ? body : {}))
      add({ in: 'body', name, required: schema === undefined || required.includes(name) });
  }
  for (const name of new URLSearchParams(sample.request.target.split('?')[1] ?? '').keys())
    add({ in: 'query', name, required: true });
  return [...found.values()];
}

function rawJson(request: unknown): unknown {
  const body = isRecord(request) ? request['body'] : undefined;
  const raw = isRecord(body) ? body['raw'] : undefined;
  return typeof raw === 'string' ? jsonOf(raw) : undefined;
}

/** The request with another value of the parameter; `undefined` takes it out. */
export function withParameter(request: WireRequest, parameter: Parameter, value: unknown): WireRequest {
  if (parameter.in === 'query') return withQuery(request, parameter.name, value);
  const json = jsonBody(request);
  if (!isRecord(json)) return request;
  return withBody(request, JSON.stringify(withValueAt(json, [parameter.name], value)));
}

/** What the request gives for the parameter. */
export function parameterOf(request: WireRequest, { in: place, name }: Parameter): unknown {
  if (place === 'query')
    return new URLSearchParams(request.target.split('?')[1] ?? '').get(name) ?? undefined;
  const json = jsonBody(request);
  return isRecord(json) && Object.hasOwn(json, name) ? json[name] : undefined;
}

function withQuery(request: WireRequest, name: string, value: unknown): WireRequest {
  const [path = '', query = ''] = request.target.split('?');
  const parameters = new URLSearchParams(query);
  if (value === undefined) parameters.delete(name);
  else parameters.set(name, String(value));
  const text = parameters.toString();
  return { ...request, target: text === '' ? path : `${path}?${text}` };
}
