import type { Fields } from '../fields.js';
import type { Endpoint, Reply } from '../stages.js';
import type { Collection, Store } from '../store.js';

const PAGE: Fields = {
  limit: { type: 'integer', min: 1, max: 100 },
  cursor: { type: 'string', minLength: 1, maxLength: 200 },
};

export const ok = (body: Reply['body']): Reply => ({ status: 200, body });
export const created = (body: Reply['body']): Reply => ({ status: 201, body });

/** Identifiers are opaque, and have a form. */
export const idOf = (prefix: string) =>
  ({ type: 'string', required: true, pattern: `^${prefix}_[0-9a-f]{20}$` }) as const;

type Input = Readonly<Record<string, unknown>>;

/** What every kind of object has: get and list. */
export function reading(
  folder: string,
  of: (store: Store) => Collection,
  idField: string,
  prefix: string,
  filters: Fields = {},
): Endpoint[] {
  return [
    {
      path: `/${folder}/get`,
      scope: `${folder}:read`,
      fields: { [idField]: idOf(prefix) },
      handle: (input, { store }) => ok(of(store).get(input[idField])),
    },
    {
      path: `/${folder}/list`,
      scope: `${folder}:read`,
      fields: { ...PAGE, ...filters },
      handle: (input, { store }) => ok(listed(input, of(store), Object.keys(filters))),
    },
  ];
}

export function deleting(
  folder: string,
  of: (store: Store) => Collection,
  idField: string,
  prefix: string,
): Endpoint {
  return {
    path: `/${folder}/delete`,
    scope: `${folder}:write`,
    fields: { [idField]: idOf(prefix) },
    handle: (input, { store }) => {
      of(store).remove(input[idField]);
      return ok({ [idField]: input[idField], deleted: true });
    },
  };
}

function listed(input: Input, collection: Collection, filters: readonly string[]): Record<string, unknown> {
  const { limit, cursor } = input;
  return collection.page(
    typeof limit === 'number' ? limit : 20,
    typeof cursor === 'string' ? cursor : undefined,
    (stored) => filters.every((name) => input[name] === undefined || stored[name] === input[name]),
  );
}

/** The fields of an input that an endpoint knows. */
export function known(
  input: Input,
  fields: Fields,
  without: readonly string[] = [],
): Record<string, unknown> {
  return Object.fromEntries(
    Object.keys(fields)
      .filter((name) => Object.hasOwn(input, name) && !without.includes(name))
      .map((name) => [name, input[name]]),
  );
}
