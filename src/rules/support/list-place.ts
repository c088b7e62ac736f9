import type { Contract, Operation } from '../../contract/model.js';
import { isRecord, jsonOf, placeOf, type Step } from '../../contract/places.js';
import { listIn, pageIn } from './pages.js';
import { documentedSuccesses, successExamples } from './success.js';

const known = new WeakMap<Operation, readonly Step[] | undefined>();

/**
 * Where the answers of an operation hold its list: as its saved answers show it, or else its schema. Undefined where
 * neither shows one, or where they do not agree.
 */
export function listPlace(contract: Contract, operation: Operation): readonly Step[] | undefined {
  if (!known.has(operation)) known.set(operation, inExamples(operation) ?? inSchema(contract, operation));
  return known.get(operation);
}

/**
 * Whether an operation is known to list: by its role; where its answer is one array; or where nothing says what it
 * does, and its saved answer leads to a next page. What creates, changes or deletes something lists nothing.
 */
export function isListing(contract: Contract, operation: Operation): boolean {
  const { role } = operation;
  if (role !== undefined && role !== 'read') return role === 'list';
  if (listPlace(contract, operation)?.length === 0) return true;
  return (
    role === undefined &&
    saved(operation).some((json) => {
      const page = pageIn(json);
      return page?.next !== undefined || page?.more !== undefined;
    })
  );
}

const saved = (operation: Operation): unknown[] => successExamples(operation).map(({ body }) => jsonOf(body));

function inExamples(operation: Operation): readonly Step[] | undefined {
  const lists = saved(operation).flatMap((json) => listIn(json) ?? []);
  const filled = lists.filter(({ items }) => items.length > 0);
  return theOne((filled.length > 0 ? filled : lists).map(({ path }) => path));
}

function inSchema(contract: Contract, operation: Operation): readonly Step[] | undefined {
  const schemas = documentedSuccesses({ contract, operation }).flatMap(
    (status) => contract.schemas.response(operation.name, status)?.schema ?? [],
  );
  return theOne(schemas.flatMap((schema) => arraysOf(schema, [])));
}

/** Arrays that a schema describes, as deep as a list may stand. */
function arraysOf(schema: unknown, path: readonly Step[]): (readonly Step[])[] {
  if (!isRecord(schema)) return [];
  if (schema['type'] === 'array') return [path];
  const { properties, allOf } = schema;
  const inner = isRecord(properties) && path.length < 2 ? Object.entries(properties) : [];
  return [
    ...(Array.isArray(allOf) ? allOf : []).flatMap((part) => arraysOf(part, path)),
    ...inner.flatMap(([name, described]) => arraysOf(described, [...path, name])),
  ];
}

function theOne(paths: readonly (readonly Step[])[]): readonly Step[] | undefined {
  return new Set(paths.map(placeOf)).size === 1 ? paths[0] : undefined;
}
