import type { WireRequest } from '../../contract/exchange.js';
import { isRecord, valueAt, withValueAt } from '../../contract/places.js';
import { resourcesOf } from '../../contract/resources.js';
import type { View } from '../rule.js';
import { documentedNames } from './documented-names.js';
import { documentOf, withDocument } from './forms/document.js';
import { isNextName } from './pages.js';
import { savedDocument } from './saved-request.js';

/** A parameter of a list, in its body or its query. */
export interface Parameter {
  readonly in: 'body' | 'query';
  /** Its place in the body; one step for a parameter of the query. */
  readonly path: readonly string[];
  /** The last step of its place. */
  readonly name: string;
  /** `filter`: it chooses what is listed; `other`: it changes how that is shown. */
  readonly does: 'cursor' | 'page' | 'limit' | 'filter' | 'other';
  /** What its request schema says of it. */
  readonly schema?: Readonly<Record<string, unknown>>;
  readonly required: boolean;
  /** Whether a variable gives it its value, and no identifier of an item: it names what the items belong to. */
  readonly given: boolean;
}

const CURSOR =
  /^(cursor|start(ing)?_?after|(next_?)?(page_?)?(cursor|token)|next_?token|continuation(_?token)?)$/i;
/** Names that are a cursor where the answer gives a next one, and else may be anything. */
const PERHAPS_CURSOR = /^(after|from|marker|bookmark|position|next)$/i;
const PAGE = /^(page|page_?(number|index|no)|offset|skip|start(_?index)?)$/i;
/** What turns the pages where it stands in an object that is about them: `page.number`. */
const PAGE_INSIDE = /^(number|index|no|current)$/i;
const PAGES_HOLDER = /^(page|paging|pagination)$/i;
const LIMIT = /^(limit|page_?size|per_?page|max_?results|max_?items|size|take|top|first|count)$/i;
const ORDER = /^(sort|order|sort_?by|order_?by|direction|expand|include|fields|locale|language)/i;
/** What a list is asked for may stand in objects of these names. */
const HOLDER = /^(page|paging|pagination|filters?|query|where|options|criteria|search)$/i;

function doing(path: readonly string[], turns: boolean): Parameter['does'] {
  const name = path.at(-1) ?? '';
  if (/^client_?id$/i.test(name)) return 'other';
  if (CURSOR.test(name) || (turns && PERHAPS_CURSOR.test(name))) return 'cursor';
  if (PAGE.test(name) || (PAGES_HOLDER.test(path.at(-2) ?? '') && PAGE_INSIDE.test(name))) return 'page';
  if (LIMIT.test(name)) return 'limit';
  return ORDER.test(name) ? 'other' : 'filter';
}

export const does =
  (what: Parameter['does']) =>
  (parameter: Parameter): boolean =>
    parameter.does === what;

/** Parameters of a list: those of its request schema, its request, and the requests of its saved examples. */
export function parametersOf({ contract, operation, sample }: View): Parameter[] {
  const bound = contract.schemas.request(operation.name);
  const schema = bound?.schema;
  const turns = [...documentedNames(contract, operation, 200)].some(isNextName);
  const bodies = [
    sample.document,
    ...operation.examples.map(({ originalRequest }) => savedDocument(originalRequest)),
  ];
  const query = [...new URLSearchParams(sample.request.target.split('?')[1] ?? '').keys()];
  const own = resourcesOf(contract).find(({ list }) => list === operation)?.variable;
  const found = new Map<string, Parameter>();
  const add = (parameter: Omit<Parameter, 'does' | 'name' | 'given'>): void => {
    const name = parameter.path.at(-1) ?? '';
    const key = `${parameter.in} ${parameter.path.join('.')}`;
    if (found.has(key)) return;
    const means = doing(parameter.path, turns);
    // `start` may be a date.
    const told = parameter.in === 'body' ? valueAt(sample.document, parameter.path) : undefined;
    const counts = countable(parameter.schema) && (told === undefined || told === null || isNumber(told));
    const given = sample.marked(told) && !(own !== undefined && told === sample.mark(own));
    found.set(key, {
      ...parameter,
      name,
      given,
      // An inferred schema does not tell what may be left out: what belongs to nothing may be no list.
      required: parameter.required || (given && bound?.complete === false),
      does: means === 'page' && !counts ? 'filter' : means,
    });
  };
  for (const described of describedIn(schema, [])) add({ in: 'body', ...described });
  for (const path of bodies.flatMap((body) => namedIn(body, []))) {
    // What the schema does not speak of may have to be there.
    add({ in: 'body', path, required: schema === undefined });
  }
  for (const name of query) add({ in: 'query', path: [name], required: true });
  return [...found.values()];
}

const isNumber = (value: unknown): boolean => value !== '' && Number.isFinite(Number(value));

/** Whether a schema, where there is one, lets a value be a number. */
function countable(schema: Readonly<Record<string, unknown>> | undefined): boolean {
  const types: readonly unknown[] = [schema?.['type'] ?? 'integer'].flat();
  return types.includes('integer') || types.includes('number') || schema?.['format'] === undefined;
}

type Described = Pick<Parameter, 'path' | 'schema' | 'required'>;

function describedIn(schema: unknown, path: readonly string[]): Described[] {
  const properties = isRecord(schema) ? schema['properties'] : undefined;
  const required = isRecord(schema) && Array.isArray(schema['required']) ? schema['required'] : [];
  return Object.entries(isRecord(properties) ? properties : {}).flatMap(([name, described]): Described[] => {
    const here = [...path, name];
    if (
      path.length === 0 &&
      HOLDER.test(name) &&
      isRecord(described) &&
      described['properties'] !== undefined
    )
      return describedIn(described, here);
    return [
      { path: here, required: required.includes(name), ...(isRecord(described) && { schema: described }) },
    ];
  });
}

function namedIn(body: unknown, path: readonly string[]): (readonly string[])[] {
  return Object.entries(isRecord(body) ? body : {}).flatMap(([name, value]) => {
    const here = [...path, name];
    return path.length === 0 && HOLDER.test(name) && isRecord(value) ? namedIn(value, here) : [here];
  });
}

/** The request with another value of the parameter; `undefined` takes it out. */
export function withParameter(request: WireRequest, parameter: Parameter, value: unknown): WireRequest {
  if (parameter.in === 'query') return withQuery(request, parameter.name, value);
  const json = documentOf(request);
  const holder = parameter.path.slice(0, -1);
  if (!isRecord(json) || (value === undefined && valueAt(json, parameter.path) === undefined)) return request;
  const there = isRecord(valueAt(json, holder)) ? json : withValueAt(json, holder, {});
  return withDocument(request, withValueAt(there, parameter.path, value)) ?? request;
}

/** What the request gives for the parameter. */
export function parameterOf(request: WireRequest, { in: place, name, path }: Parameter): unknown {
  if (place === 'body') return valueAt(documentOf(request), path);
  return new URLSearchParams(request.target.split('?')[1] ?? '').get(name) ?? undefined;
}

function withQuery(request: WireRequest, name: string, value: unknown): WireRequest {
  const [path = '', query = ''] = request.target.split('?');
  const parameters = new URLSearchParams(query);
  if (value === undefined) parameters.delete(name);
  else parameters.set(name, String(value));
  const text = parameters.toString();
  return { ...request, target: text === '' ? path : `${path}?${text}` };
}
