import { pathSegments } from '../contract/items.js';
import type { Operation } from '../contract/model.js';

/** The operations of two versions, those that are the same paired. */
export interface Matched {
  readonly pairs: readonly (readonly [before: Operation, after: Operation])[];
  readonly gone: readonly Operation[];
  readonly fresh: readonly Operation[];
}

/**
 * Pairs what has the same name, method and path; then what has the same method and path, in the order of the
 * collections; then what has the same name.
 */
export function matched(before: readonly Operation[], after: readonly Operation[]): Matched {
  const pairs: [Operation, Operation][] = [];
  let gone = [...before];
  let fresh = [...after];
  for (const key of [exactly, endpointOf, ({ name }: Operation) => name]) {
    const open = new Map<string, Operation[]>();
    for (const operation of fresh) open.set(key(operation), [...(open.get(key(operation)) ?? []), operation]);
    const paired = gone.flatMap((old): [Operation, Operation][] => {
      const now = open.get(key(old))?.shift();
      return now ? [[old, now]] : [];
    });
    const done = new Set(paired.flat());
    gone = gone.filter((operation) => !done.has(operation));
    fresh = fresh.filter((operation) => !done.has(operation));
    pairs.push(...paired);
  }
  return { pairs: pairs.sort(([a], [b]) => a.index - b.index), gone, fresh };
}

const exactly = (operation: Operation): string => `${endpointOf(operation)} ${operation.name}`;

/** Method and path, whatever the parameters in it are called: `POST /customers/{}`. */
export function endpointOf({ method, request }: Operation): string {
  return `${method} ${pathOf(request)}`;
}

export function pathOf(request: Operation['request']): string {
  return `/${pathSegments(request)
    .map((segment) => segment.replace(/^:.+|\{\{[^{}]*\}\}/g, '{}'))
    .join('/')}`;
}

/** Names of the parameters in a path, in order. */
export function pathParameters({ request }: Operation): string[] {
  return pathSegments(request).flatMap((segment) => segment.match(/^:.+|\{\{[^{}]*\}\}/g) ?? []);
}
