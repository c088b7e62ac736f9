import type { Ajv2020, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import type { DataValidateFunction, DataValidationCxt } from 'ajv/dist/types/index.js';
import { isObject, type Json, type JsonObject } from '../json.js';
import { evaluated, type Judge } from './evaluated.js';
import { escaped } from './pointer.js';

/**
 * `unevaluatedProperties` and `unevaluatedItems` as the specification has them. Ajv's own count what a failed `if`
 * looked at, forget what `if` alone or `contains` did, and so pass wrong values and refuse right ones.
 *
 * @param matches whether a pattern of a schema matches a text
 */
export function addUnevaluated(ajv: Ajv2020, matches: Judge['matches']): void {
  // Ajv need not keep count itself any more.
  ajv.opts.unevaluated = false;
  const judges = judgesBy(ajv, matches);
  for (const [keyword, type] of [
    ['unevaluatedProperties', 'object'],
    ['unevaluatedItems', 'array'],
  ] as const) {
    ajv.removeKeyword(keyword);
    ajv.addKeyword({
      keyword,
      type,
      schemaType: ['boolean', 'object'],
      compile: (schema: Json, parent: JsonObject) => validator(keyword, schema, parent, judges),
    });
  }
}

interface Compiled extends Judge {
  /** Why the last value was not valid. */
  errorsOf(schema: Json): readonly ErrorObject[];
}

type JudgeFor = (self: unknown) => Compiled;

/** @returns a judge for each `this` that a validator is called with */
function judgesBy(ajv: Ajv2020, matches: Judge['matches']): JudgeFor {
  const compiled = (schema: JsonObject): ValidateFunction => ajv.compile(schema);
  return (self) => ({
    matches,
    valid: (schema, value) => (isObject(schema) ? compiled(schema).call(self, value) : schema === true),
    follow: (ref) => ajv.getSchema(ref)?.schema as Json | undefined,
    errorsOf: (schema) => (isObject(schema) ? (compiled(schema).errors ?? []) : []),
  });
}

function validator(
  keyword: string,
  schema: Json,
  parent: JsonObject,
  judges: JudgeFor,
): DataValidateFunction {
  const validate: DataValidateFunction = function (this: unknown, value: Json, context?: DataValidationCxt) {
    const judge = judges(this);
    const seen = evaluated(parent, value, judge, keyword);
    const left = seen === 'all' ? [] : Object.entries(value ?? {}).filter(([name]) => !seen.has(name));
    const errors = left.flatMap(([name, inner]) =>
      faults(keyword, schema, name, inner, judge, context?.instancePath ?? ''),
    );
    validate.errors = errors;
    return errors.length === 0;
  };
  return validate;
}

function faults(
  keyword: string,
  schema: Json,
  name: string,
  value: Json,
  judge: Compiled,
  above: string,
): Partial<ErrorObject>[] {
  if (judge.valid(schema, value)) return [];
  if (schema === false) {
    return keyword === 'unevaluatedProperties'
      ? [
          {
            keyword,
            instancePath: above,
            params: { unevaluatedProperty: name },
            message: 'must NOT have unevaluated properties',
          },
        ]
      : [{ keyword, instancePath: `${above}/${name}`, params: {}, message: 'is not allowed' }];
  }
  return judge
    .errorsOf(schema)
    .map((error) => ({ ...error, instancePath: `${above}/${escaped(name)}${error.instancePath}` }));
}
