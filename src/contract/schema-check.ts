import type { ErrorObject, ValidateFunction } from 'ajv';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import { ContractError } from './errors.js';
import { isObject, own } from './json.js';
import type { Json } from './model.js';
import type { SchemaFile } from './schema-files.js';

/**
 * Makes sure that a schema will compile, without the cost of compiling it: against the metaschema, and each
 * pattern by itself. `$ref`s are resolved before this; where that cannot be told without compiling, it is compiled.
 *
 * @throws ContractError `SCHEMA_INVALID` or `SCHEMA_REF_UNRESOLVED`, with the place
 */
export async function checkSchema(ajv: Ajv2020, file: SchemaFile): Promise<void> {
  if (!validates(ajv, file)) {
    const [error] = ajv.errors ?? [];
    throw invalid(`${file.file} › #${error?.instancePath ?? ''}`, wording(error), 'Correct the schema there');
  }
  const { RE2JS } = await import('re2js');
  for (const { pattern, at } of patternsIn(file.schema, '#')) {
    try {
      RE2JS.compile(RE2JS.translateRegExp(pattern));
    } catch (error) {
      throw unsupported(`${file.file} › ${at}`, pattern, error);
    }
  }
  if (file.intricate) compiled(ajv, file);
}

/** @throws ContractError where the schema does not compile after all */
export function compiled(ajv: Ajv2020, file: SchemaFile): ValidateFunction {
  try {
    const validate = ajv.getSchema(file.id);
    if (validate) return validate;
  } catch (error) {
    if (error instanceof Error && 'missingRef' in error) {
      const ref = String(error.missingRef);
      throw new ContractError(
        'SCHEMA_REF_UNRESOLVED',
        file.file,
        `$ref "${ref}" leads nowhere`,
        'Correct the $ref, or add what it names',
      );
    }
    throw invalid(file.file, error instanceof Error ? error.message : String(error), 'Correct the schema');
  }
  throw invalid(file.file, 'it cannot be compiled', 'Correct the schema');
}

function validates(ajv: Ajv2020, file: SchemaFile): boolean {
  try {
    return ajv.validateSchema(file.resolved) === true;
  } catch (error) {
    throw invalid(file.file, error instanceof Error ? error.message : String(error), 'Correct the schema');
  }
}

function wording(error: ErrorObject | undefined): string {
  const allowed = error?.keyword === 'enum' ? `: ${error.params.allowedValues.join(', ')}` : '';
  return `${error?.message ?? 'it is no JSON Schema 2020-12'}${allowed}`;
}

function unsupported(place: string, pattern: string, error: unknown): ContractError {
  const lookaround = /\(\?(?:[=!]|<[=!])|\\[1-9]|\\k</.test(pattern);
  const why = lookaround
    ? 'uses a lookaround or back reference, which cannot be matched in linear time'
    : `is no regular expression (${error instanceof Error ? error.message : String(error)})`;
  return invalid(place, `the pattern "${pattern}" ${why}`, 'Write the pattern without it');
}

function* patternsIn(schema: Json | undefined, at: string): Generator<{ pattern: string; at: string }> {
  if (Array.isArray(schema)) {
    for (const [index, part] of schema.entries()) yield* patternsIn(part, `${at}/${index}`);
  }
  if (!isObject(schema)) return;
  const pattern = own(schema, 'pattern');
  if (typeof pattern === 'string') yield { pattern, at: `${at}/pattern` };
  const byPattern = own(schema, 'patternProperties');
  if (isObject(byPattern)) {
    for (const key of Object.keys(byPattern)) yield { pattern: key, at: `${at}/patternProperties` };
  }
  for (const [key, part] of Object.entries(schema)) {
    if (!['const', 'enum', 'default', 'examples', 'example'].includes(key))
      yield* patternsIn(part, `${at}/${key}`);
  }
}

function invalid(place: string, fact: string, fix: string): ContractError {
  return new ContractError('SCHEMA_INVALID', place, fact, fix);
}
