import type { ErrorObject, ValidateFunction } from 'ajv';
import type { Ajv2020 } from 'ajv/dist/2020.js';
import { ContractError } from './errors.js';
import type { SchemaFile } from './schema-refs.js';

/**
 * Makes sure that a schema will compile, without the cost of compiling it: against the metaschema, and each
 * pattern by itself. References are resolved before this.
 *
 * @throws ContractError `SCHEMA_INVALID`, with the place
 */
export async function checkSchema(ajv: Ajv2020, file: SchemaFile): Promise<void> {
  if (!validates(ajv, file)) {
    const [error] = ajv.errors ?? [];
    throw invalid(`${file.file} › #${error?.instancePath ?? ''}`, wording(error), 'Correct the schema there');
  }
  const { compiledPattern } = await import('./patterns.js');
  for (const { pattern, at } of file.patterns) {
    try {
      compiledPattern(pattern);
    } catch (error) {
      throw unsupported(`${file.file} › ${at}`, pattern, error);
    }
  }
}

/** @throws ContractError where the schema does not compile after all */
export function compiled(ajv: Ajv2020, file: SchemaFile): ValidateFunction {
  try {
    const validate = ajv.getSchema(file.id);
    if (validate) return validate;
  } catch (error) {
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
  const reason = error instanceof Error ? error.message : String(error);
  return isRegExp(pattern)
    ? invalid(
        place,
        `the pattern "${pattern}" cannot be matched in linear time (${reason})`,
        'Write it without lookaround, back reference or a repetition over 1000; minLength and maxLength may help',
      )
    : invalid(place, `the pattern "${pattern}" is no regular expression (${reason})`, 'Correct the pattern');
}

/** Whether a pattern is one that regular expressions in general can have. */
export function isRegExp(pattern: string): boolean {
  try {
    return Boolean(new RegExp(pattern, 'u'));
  } catch {
    return false;
  }
}

function invalid(place: string, fact: string, fix: string): ContractError {
  return new ContractError('SCHEMA_INVALID', place, fact, fix);
}
