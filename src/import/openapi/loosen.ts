import type { Ajv2020, ErrorObject } from 'ajv/dist/2020.js';
import { isObject, type Json, type JsonObject } from '../../contract/json.js';
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
      fact: `"${named(steps)}" ${worst.message ?? 'is not valid'} in a schema, so it is not checked`,
    });
  }
  return { ...draft, schema };
}

/** The keyword, and which entry of its list. */
function named(steps: readonly string[]): string {
  return steps.slice(steps.findLastIndex((step) => !/^\d+$/.test(step))).join('/');
}

function depth({ instancePath }: ErrorObject): number {
  return instancePath.split('/').length;
}

function bindingOnly(schema: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(schema).filter(([key]) => ['$schema', 'x-contract'].includes(key)),
  );
}

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
  const at = Number(step);
  if (rest.length > 0) return value.map((part, index) => (index === at ? inside(part, rest) : part));
  // Entries of lists of schemas are schemas by now: only a name or a value can be left out.
  return value.filter((_part, index) => index !== at);
}
