import { isObject, own, scalarText } from '../contract/json.js';
import type { Operation, SecretVariable } from '../contract/model.js';
import { SUITE_VARIABLES } from '../contract/model.js';
import { leaves, placeOf } from '../contract/places.js';
import { build } from '../request/build.js';
import { STAND_INS } from '../request/files.js';
import { signingAuth } from '../request/newman-only.js';
import { BARE_TEMPLATE, rawBody } from '../request/raw-body.js';
import type { Identifier, Sample } from '../rules/rule.js';
import { documentOf } from '../rules/support/forms/document.js';

/**
 * The operation's request with a mark for each variable, as rules look at it before anything is sent.
 *
 * @param baseUrl with the placeholder `{CLIENT_ID}`
 * @param secrets the contract's: what they hold is a credential, and identifies nothing
 */
export function sampleOf(
  operation: Operation,
  baseUrl: string,
  secrets: readonly SecretVariable[] = [],
): Sample {
  const numbers = new Map<string, string>();
  const mark = (variable: string): string =>
    numbers.get(variable) ?? `mark-of-${variable.replace(/[^\w-]/g, '-')}`;
  // A variable outside of quotes stands for a number, or the body would be no JSON.
  for (const [, name = ''] of (jsonText(operation) ?? '').matchAll(BARE_TEMPLATE)) {
    if (!numbers.has(name)) numbers.set(name, String(910_000_000 + numbers.size));
  }
  const used = new Set<string>();
  const lookup = (name: string): string => {
    if (name === 'baseUrl') return baseUrl.replaceAll('{CLIENT_ID}', mark('clientId'));
    used.add(mark(name));
    return mark(name);
  };
  const marked = (value: unknown): boolean => [...used].some((text) => String(value).includes(text));
  const signing = signingAuth(operation);
  // What signs would sign the marks; and some of it cannot be done here.
  const unsigned = signing === undefined ? operation : withoutAuth(operation);
  try {
    const { request } = build(unsigned, lookup, { files: STAND_INS });
    const document = documentOf(request);
    const credentials = new Set<string>([...SUITE_VARIABLES, ...secrets.map(({ name }) => name)]);
    const identifiers = identifiersIn(operation, request.target, document, mark, credentials);
    const problem = signing && `the auth of the request is of type ${signing}: only newman can build it`;
    return { request, mark, marked, document, identifiers, ...(problem !== undefined && { problem }) };
  } catch {
    const request = {
      method: operation.method,
      origin: 'https://unreadable.invalid',
      target: '/',
      headers: [],
    };
    return { request, mark, marked, identifiers: [], problem: 'the URL of the request cannot be read' };
  }
}

/** The text that stands in the body as it is, and is to be JSON. */
function jsonText(operation: Operation): string | undefined {
  const body = own(operation.request, 'body');
  const graphql = isObject(body) && own(body, 'mode') === 'graphql' ? own(body, 'graphql') : undefined;
  return isObject(graphql) ? scalarText(own(graphql, 'variables')) : rawBody(operation);
}

function withoutAuth({ auth: _, ...operation }: Operation): Operation {
  return { ...operation, request: { ...operation.request, auth: { type: 'noauth' } } };
}

function identifiersIn(
  operation: Operation,
  target: string,
  document: unknown,
  mark: (variable: string) => string,
  credentials: ReadonlySet<string>,
): Identifier[] {
  const [path = '', query = ''] = target.split('?');
  const segments = path.split('/').map((segment) => decodeURIComponent(segment));
  const parameters = [...new URLSearchParams(query).values()];
  const values = [...leaves(document)];
  return operation.templateVariables
    .filter((variable) => !credentials.has(variable))
    .flatMap((variable): Identifier[] => {
      const value = mark(variable);
      if (segments.some((segment) => segment.includes(value))) return [{ variable, place: 'path' }];
      if (parameters.includes(value)) return [{ variable, place: 'query' }];
      const leaf = values.find((candidate) => String(candidate.value) === value);
      return leaf ? [{ variable, place: placeOf(leaf.path) }] : [];
    });
}
