import type { BoundSchema, Contract, Operation } from '../../contract/model.js';
import { isRecord, jsonOf } from '../../contract/places.js';
import { namesIn } from './schema-names.js';
import { shapeOf } from './shape.js';

type ByStatus = WeakMap<Operation, Map<number, ReadonlySet<string>>>;

const known: ByStatus = new WeakMap();
const shown: ByStatus = new WeakMap();

/** Names of fields that a saved example or the schema of that answer shows. */
export function documentedNames(
  contract: Contract,
  operation: Operation,
  status: number,
): ReadonlySet<string> {
  return remembered(known, operation, status, () => {
    const schema = answerSchema(contract, operation, status);
    return [...(schema ? namesIn(schema.part) : []), ...shownNames(operation, status)];
  });
}

/** Names of fields that a saved example of that answer shows. */
export function shownNames(operation: Operation, status: number): ReadonlySet<string> {
  return remembered(shown, operation, status, () =>
    operation.examples
      .filter((example) => example.status === status)
      .flatMap(({ body }) => keysOf(jsonOf(body))),
  );
}

/** The schema of an answer; of an error without one of its own, that of every error. */
export function answerSchema(
  { schemas }: Contract,
  { name }: Operation,
  status: number,
): BoundSchema | undefined {
  return schemas.response(name, status) ?? (status >= 400 ? schemas.error : undefined);
}

function remembered(
  known: ByStatus,
  operation: Operation,
  status: number,
  find: () => Iterable<string>,
): ReadonlySet<string> {
  const byStatus = known.get(operation) ?? new Map<number, ReadonlySet<string>>();
  known.set(operation, byStatus);
  const names = byStatus.get(status) ?? new Set(find());
  byStatus.set(status, names);
  return names;
}

function keysOf(json: unknown): string[] {
  if (!isRecord(json)) return [];
  return [...shapeOf(json).keys()].flatMap((place) => place.split('.').at(-1)?.replaceAll('[]', '') ?? []);
}
