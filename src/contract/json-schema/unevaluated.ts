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
  const judge = judgeBy(ajv, matches);
  for (const [keyword, type] of [
    ['unevaluatedProperties', 'object'],
    ['unevaluatedItems', 'array'],
  ] as const) {
    ajv.removeKeyword(keyword);
    ajv.addKeyword({
      keyword,
      type,
      schemaType: ['boolean', 'object'],
      compile: (schema: Json, parent: JsonObject) => validator(keyword, schema, parent, judge),
    });
  }
}

interface Compiled extends Judge {
  errorsOf(schema: Json, value: Json): readonly ErrorObject[];
}

function judgeBy(ajv: Ajv2020, matches: Judge['matches']): Compiled {
  const compiled = (schema: JsonObject): ValidateFunction => ajv.compile(schema);
  const holds = (schema: Json, value: Json): boolean =>
    isObject(schema) ? compiled(schema)(value) : schema === true;
  return {
    matches,
    valid: holds,
    follow: (ref) => {
      const target = ajv.getSchema(ref)?.schema;
      return target as Json | undefined;
    },
    errorsOf: (schema, value) =>
      isObject(schema) && !holds(schema, value) ? (compiled(schema).errors ?? []) : [],
  };
}

function validator(keyword: string, schema: Json, parent: JsonObject, judge: Compiled): DataValidateFunction {
  const validate: DataValidateFunction = (value: Json, context?: DataValidationCxt) => {
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
    .errorsOf(schema, value)
    .map((error) => ({ ...error, instancePath: `${above}/${escaped(name)}${error.instancePath}` }));
}
