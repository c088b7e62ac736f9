import type { Ajv2020, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { isObject, type Json, own } from '../../contract/json.js';
import { bestByType } from '../../contract/media-type.js';
import type { Example, Operation } from '../../contract/model.js';
import { jsonOf, leaves, placeOf, type Step, valueAt } from '../../contract/places.js';
import { resolvedSchemas } from '../../contract/schema-refs.js';
import { isPlaceholder } from '../infer/tolerant-json.js';
import type { ImportNote, SchemaDraft } from '../taken.js';
import { stepsOf } from './documents.js';
import type { Matched } from './match.js';

/** Saved examples whose bodies are not what the document's schemas describe. */
export function contradictions(
  matched: readonly Matched[],
  schemas: readonly SchemaDraft[],
  ajv: Ajv2020,
): ImportNote[] {
  const { files, parts } = resolvedSchemas(
    schemas.map(({ file, schema }) => ({ file, inFolder: file, schema })),
  );
  for (const { id, resolved } of [...files, ...parts]) ajv.addSchema(resolved, id, false, false);
  const bound = files.map(({ id, schema }) => {
    const binding = schema['x-contract'];
    return { id, key: keyOf(binding), types: typesOf(binding) };
  });
  const validator = (operation: Operation, { status, headers }: Example): ValidateFunction | undefined => {
    const own = bound.filter(({ key }) => key === `${status} ${operation.name}`);
    const said = headers.find(({ key }) => key.toLowerCase() === 'content-type')?.value;
    const any = own.find(({ types }) => types.length === 0) ?? own[0];
    const error = status >= 400 ? bound.find(({ key }) => key === 'error') : undefined;
    const found = bestByType(own, ({ types }) => types, said) ?? any ?? error;
    return found && ajv.getSchema(found.id);
  };
  return matched.flatMap(({ operation }) =>
    operation.examples.flatMap((example) => contradiction(operation, example, validator(operation, example))),
  );
}

function contradiction(
  { name }: Operation,
  example: Example,
  validate: ValidateFunction | undefined,
): ImportNote[] {
  const body = jsonOf(example.body);
  if (!validate || body === undefined || validate(body) === true) return [];
  const error = (validate.errors ?? []).find((one) => !isExcused(one, valueAt(body, placeIn(one, body))));
  if (!error) return [];
  const at = placeOf(placeIn(error, body));
  return [
    {
      fate: 'advice',
      place: `${name} › ${example.name}`,
      fact: `the saved example (${example.status}) contradicts the document: ${at} ${error.message ?? 'is not valid'}`,
      fix: 'Correct the example, or the document',
    },
  ];
}

function placeIn({ instancePath }: ErrorObject, body: unknown): Step[] {
  const steps: Step[] = [];
  for (const step of stepsOf(instancePath)) {
    steps.push(Array.isArray(valueAt(body, steps)) ? Number(step) : step);
  }
  return steps;
}

/** Keywords that speak of all that lies below. */
const SUMMING = new Set(['anyOf', 'oneOf', 'if', 'not', 'contains', 'uniqueItems']);

function isExcused({ keyword }: ErrorObject, value: unknown): boolean {
  if (!SUMMING.has(keyword)) return isOpen(value);
  return isOpen(value) || [...leaves(value)].some((leaf) => isOpen(leaf.value));
}

/** A variable in a saved text, or the name of a type in place of a value, may stand for whatever fits. */
function isOpen(value: unknown): boolean {
  return isPlaceholder(value) || (typeof value === 'string' && /\{\{[^{}]+\}\}/.test(value));
}

function typesOf(binding: Json | undefined): string[] {
  const said = isObject(binding) ? own(binding, 'type') : undefined;
  return [said].flat().flatMap((type) => (typeof type === 'string' ? [type] : []));
}

function keyOf(binding: SchemaDraft['schema'][string] | undefined): string {
  if (!isObject(binding)) return '';
  if (own(binding, 'error') === true) return 'error';
  if (own(binding, 'headers') === true) return 'headers';
  return `${own(binding, 'response') ?? 'request'} ${own(binding, 'operation')}`;
}
