import { isObject, own, scalarText } from '../contract/json.js';
import type { Example, Operation } from '../contract/model.js';
import { jsonOf, leaves, placeOf } from '../contract/places.js';
import type { Findings } from './difference.js';

/** Fields of saved request bodies, where no schema says more: what an example shows is no promise, so none can break. */
export function compareRequests(before: Operation, after: Operation, findings: Findings): void {
  const bodies = ({ request, examples, expectsError }: Operation): string[] => {
    const saved = examples
      .filter(({ status }) => status < 300)
      .map(({ originalRequest }) => originalRequest ?? {});
    return [...(expectsError ? [] : [request]), ...saved].map(rawBody);
  };
  compareFields('request', bodies(before), bodies(after), findings);
}

/** The same of saved answers with one status. */
export function compareAnswers(
  status: number,
  before: Operation,
  after: Operation,
  findings: Findings,
): void {
  const bodies = ({ examples }: Operation): string[] =>
    examples.filter((example) => example.status === status).map(({ body }) => body);
  compareFields('response', bodies(before), bodies(after), findings);
}

/** The saved examples themselves. */
export function compareExamples(before: Operation, after: Operation, findings: Findings): void {
  const [old, now] = [byName(before.examples), byName(after.examples)];
  for (const [name, text] of old) {
    const later = now.get(name);
    if (later === undefined) findings.add('example/removed', `the example “${name}” is gone`);
    else if (later !== text) findings.add('example/changed', `the example “${name}” changed`);
  }
  for (const name of now.keys())
    if (!old.has(name)) findings.add('example/added', `the example “${name}” is new`);
  if (rawBody(before.request) !== rawBody(after.request)) {
    findings.add('example/changed', 'the body that the request sends changed');
  }
}

function compareFields(
  kind: 'request' | 'response',
  before: readonly string[],
  after: readonly string[],
  findings: Findings,
): void {
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  // Where one version shows no JSON at all, there is nothing to compare.
  if (!old || !now) return;
  for (const field of old) {
    if (!now.has(field))
      findings.add(`${kind}-example/field-removed`, 'no example shows the field any more', field);
  }
  for (const field of now) {
    if (!old.has(field)) findings.add(`${kind}-example/field-added`, 'an example shows the field now', field);
  }
}

/** Places of all values, items of lists taken as one; undefined without any JSON. */
function fieldsOf(bodies: readonly string[]): Set<string> | undefined {
  const documents = bodies.map(jsonOf).filter((document) => document !== undefined);
  if (documents.length === 0) return undefined;
  const places = documents.flatMap((document) => [...leaves(document)].map(({ path }) => path));
  return new Set(
    places
      .map((path) =>
        placeOf(path)
          .slice(2)
          .replace(/\[\d+\]/g, '[]'),
      )
      .filter((place) => place !== ''),
  );
}

function byName(examples: readonly Example[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { name, status, body } of examples) {
    const wanted = `${name} (${status})`;
    let key = wanted;
    for (let count = 2; found.has(key); count++) key = `${wanted} ${count}`;
    found.set(key, body);
  }
  return found;
}

function rawBody(request: Operation['request']): string {
  const body = own(request, 'body');
  return isObject(body) ? (scalarText(own(body, 'raw')) ?? '') : '';
}
