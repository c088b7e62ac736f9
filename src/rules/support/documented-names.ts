import type { Contract, Operation } from '../../contract/model.js';
import { isRecord, jsonOf } from '../../contract/places.js';
import { namesIn } from './schema-names.js';
import { shapeOf } from './shape.js';

const known = new WeakMap<Operation, Map<number, ReadonlySet<string>>>();

/** Names of fields that a saved example or the schema of that answer shows. */
export function documentedNames(
  { schemas }: Contract,
  operation: Operation,
  status: number,
): ReadonlySet<string> {
  const byStatus = known.get(operation) ?? new Map<number, ReadonlySet<string>>();
  known.set(operation, byStatus);
  let names = byStatus.get(status);
  if (!names) {
    const schema = schemas.response(operation.name, status) ?? (status >= 400 ? schemas.error : undefined);
    const examples = operation.examples.filter((example) => example.status === status);
    // The parts that schemas share belong to other answers too: an example says more of this one.
    const described = schema ? namesIn(schema.schema, examples.length > 0 ? [] : schemas.shared) : [];
    names = new Set([...described, ...examples.flatMap(({ body }) => keysOf(jsonOf(body)))]);
    byStatus.set(status, names);
  }
  return names;
}

function keysOf(json: unknown): string[] {
  if (!isRecord(json)) return [];
  return [...shapeOf(json).keys()].flatMap((place) => place.split('.').at(-1)?.replaceAll('[]', '') ?? []);
}
