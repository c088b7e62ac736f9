import { ContractError } from '../../contract/errors.js';
import { isObject, type Json, type JsonObject, own, scalarText } from '../../contract/json.js';
import { recognise } from '../../contract/recognise.js';
import type { EnvironmentExport, ExportedVariable } from '../taken.js';
import { kindOf } from './kind-of.js';
import { readDocument } from './read-document.js';

const EXPORT = 'Export the environment from Postman anew';

/**
 * Reads an exported environment or exported globals: JSON, also as the Postman API wraps it
 * (`{"environment": …}`), or the YAML of a v3 workspace (`*.environment.yaml`, `*.globals.yaml`).
 *
 * @param place the file, as errors name it; it names the environment where the export does not
 * @throws ContractError ENVIRONMENT_FILE_INVALID
 */
export async function readEnvironmentExport(text: string, place: string): Promise<EnvironmentExport> {
  const { json, notes } = await readDocument({ text, place }, 'ENVIRONMENT_FILE_INVALID');
  const environment = unwrapped(json);
  const values = environment && own(environment, 'values');
  if (!environment || !Array.isArray(values)) throw other(json, values, place);
  return {
    name: scalarText(own(environment, 'name'))?.trim() || nameOf(place),
    scope: scopeOf(environment, place),
    values: values.flatMap((entry, index) => variableOf(entry, index, place)),
    ...(notes.length > 0 && { notes }),
  };
}

function unwrapped(json: Json): JsonObject | undefined {
  if (!isObject(json)) return undefined;
  const inner = ['environment', 'globals', 'data'].map((key) => own(json, key)).find(isObject);
  return Object.hasOwn(json, 'values') || inner === undefined ? json : inner;
}

function scopeOf(environment: JsonObject, place: string): EnvironmentExport['scope'] {
  const told = scalarText(own(environment, '_postman_variable_scope'));
  const byName = told === undefined && /globals\.(?:json|ya?ml)$/i.test(place);
  return told === 'globals' || byName ? 'globals' : 'environment';
}

/** The file's name without what Postman adds to it. */
function nameOf(place: string): string {
  const file = place.split(/[\\/]/).at(-1) ?? place;
  return file.replace(/(?:[._](?:postman_)?(?:environment|globals))?\.(?:json|ya?ml)$/i, '') || file;
}

function variableOf(entry: Json, index: number, place: string): ExportedVariable[] {
  if (entry === null) return [];
  if (!isObject(entry)) {
    const fact = `entry ${index + 1} of \`values\` is ${kindOf(entry)}, no object`;
    throw invalid(place, fact);
  }
  // Postman keeps an empty row at the end of its tables.
  const key = scalarText(own(entry, 'key')) ?? scalarText(own(entry, 'id'));
  if (key === undefined || key === '') return [];
  const description = descriptionOf(own(entry, 'description'));
  return [
    {
      key,
      value: textOf(own(entry, 'value')),
      secret: own(entry, 'type') === 'secret' || own(entry, 'secret') === true,
      enabled: own(entry, 'enabled') !== false && own(entry, 'disabled') !== true,
      ...(description ? { description } : {}),
      ...typedOf(own(entry, 'value'), scalarText(own(entry, 'type'))),
    },
  ];
}

const TYPES = new Set(['number', 'boolean', 'object', 'array', 'json']);

/** Scripts get a number as a number, and an object as an object. */
function typedOf(value: Json | undefined, type: string | undefined): Pick<ExportedVariable, 'typed'> {
  const plain = typeof value === 'string' || value === null || value === undefined;
  if (type !== undefined && TYPES.has(type)) return { typed: { value: value ?? null, type } };
  return plain ? {} : { typed: { value } };
}

function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return scalarText(value) ?? JSON.stringify(value);
}

function descriptionOf(description: Json | undefined): string | undefined {
  return isObject(description) ? scalarText(own(description, 'content')) : scalarText(description);
}

function other(json: Json, values: Json | undefined, place: string): ContractError {
  const recognised = recognise(json);
  const is = 'is' in recognised ? recognised.is : 'a Postman collection';
  const beside = 'is' in recognised ? recognised.beside : undefined;
  const unknown = 'is' in recognised && recognised.unknown === true;
  if (values !== undefined && unknown) {
    return invalid(place, `its \`values\` is ${kindOf(values)}, no list`);
  }
  const fact = `this is ${unknown ? 'an object without `values`' : is}, no Postman environment`;
  return invalid(place, beside === 'environment' ? 'it has no list `values`' : fact);
}

function invalid(place: string, fact: string): ContractError {
  return new ContractError('ENVIRONMENT_FILE_INVALID', place, fact, EXPORT);
}
