import type { Ajv2020, ErrorObject } from 'ajv/dist/2020.js';
import { isObject } from '../../contract/json.js';
import type { Json, JsonObject } from '../../contract/model.js';
import type { SchemaDraft } from '../taken.js';
import { stepsOf } from './documents.js';
import type { Notes } from './notes.js';

/** A draft without the keywords whose values no JSON Schema may have. */
export function loosened(draft: SchemaDraft, ajv: Ajv2020, notes: Notes): SchemaDraft {
  let { schema } = draft;
  while (ajv.validateSchema(schema) !== true) {
    const [worst] = [...(ajv.errors ?? [])].sort((a, b) => depth(b) - depth(a));
    if (!worst || worst.instancePath === '') return { ...draft, schema: bindingOnly(schema) };
    const steps = stepsOf(worst.instancePath);
    schema = withoutAt(schema, steps);
    notes.add({
      fate: 'lost',
      place: draft.file,
      fact: `"${steps.at(-1)}" ${worst.message ?? 'is not valid'} in a schema, so it is not checked`,
    });
  }
  return { ...draft, schema };
}

function depth({ instancePath }: ErrorObject): number {
  return instancePath.split('/').length;
}

function bindingOnly(schema: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(schema).filter(([key]) => ['$schema', 'x-contract'].includes(key)),
  );
}

/** A part of a list cannot be left out without moving the others: it then allows anything. */
function withoutAt(value: JsonObject, steps: readonly string[]): JsonObject {
  const [step = '', ...rest] = steps;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]): [string, Json][] => {
      if (key !== step) return [[key, part]];
      return rest.length === 0 ? [] : [[key, inside(part, rest)]];
    }),
  );
}

function inside(value: Json, steps: readonly string[]): Json {
  if (isObject(value)) return withoutAt(value, steps);
  if (!Array.isArray(value)) return value;
  const [step = '', ...rest] = steps;
  return value.map((part, index) =>
    index !== Number(step) ? part : rest.length === 0 ? {} : inside(part, rest),
  );
}
