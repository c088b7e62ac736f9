import { type Json, type JsonObject, own } from '../../contract/json.js';
import { compiledPattern, foreignEscape } from '../../contract/patterns.js';
import { isRegExp } from '../../contract/schema-check.js';
import { isOfType } from './values.js';

/** Formats that the validator checks, and those of OpenAPI that say something without a check. */
const FORMATS = new Set([
  ...[
    'date',
    'time',
    'date-time',
    'duration',
    'email',
    'idn-email',
    'hostname',
    'idn-hostname',
    'ipv4',
    'ipv6',
    'uuid',
    'regex',
  ],
  ...[
    'uri',
    'uri-reference',
    'iri',
    'iri-reference',
    'uri-template',
    'json-pointer',
    'relative-json-pointer',
  ],
  ...['int32', 'int64', 'float', 'double', 'byte', 'binary', 'password'],
]);
const TYPES = ['null', 'boolean', 'object', 'array', 'number', 'string', 'integer'];
const LIMITS = [
  ['exclusiveMinimum', 'minimum'],
  ['exclusiveMaximum', 'maximum'],
] as const;

/** What a keyword becomes: keywords in its place, or why it is left out. */
export type Written = readonly (readonly [string, Json])[] | { readonly lost: string };

/** Keywords whose value is no schema. Undefined for a keyword that is none of them. */
export function scalarKeyword(key: string, value: Json, schema: JsonObject): Written | undefined {
  const limit = limitKeyword(key, value, schema);
  if (limit) return limit;
  if (key === 'format') return format(value);
  if (key === 'pattern') return pattern(value);
  if (key === 'enum') return enumeration(value, schema);
  if (key === 'type') return type(value);
  return PLAIN.has(key) ? [[key, value]] : undefined;
}

const PLAIN = new Set([
  ...['title', 'description', 'default', '$comment', 'readOnly', 'writeOnly', 'const', 'required'],
  ...['multipleOf', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'minLength', 'maxLength'],
  ...['minItems', 'maxItems', 'uniqueItems', 'minContains', 'maxContains', 'minProperties', 'maxProperties'],
  ...['dependentRequired', 'contentEncoding', 'contentMediaType'],
]);

/** In 3.0 a limit says by a boolean beside it that it is excluded itself. */
function limitKeyword(key: string, value: Json, schema: JsonObject): Written | undefined {
  for (const [exclusive, limit] of LIMITS) {
    if (key === exclusive && typeof value === 'boolean') return [];
    if (key === limit && own(schema, exclusive) === true) return [[exclusive, value]];
  }
  return undefined;
}

function format(value: Json): Written {
  if (typeof value === 'string' && FORMATS.has(value)) return [['format', value]];
  return { lost: `the format ${JSON.stringify(value)} is not known, so it is not checked` };
}

function type(value: Json): Written {
  const known = [value].flat().every((one) => typeof one === 'string' && TYPES.includes(one));
  return known
    ? [['type', value]]
    : { lost: `the type ${JSON.stringify(value)} is none, so it is not checked` };
}

function enumeration(value: Json, schema: JsonObject): Written {
  if (!Array.isArray(value) || value.length === 0)
    return { lost: 'an enum lists no values, so it is not checked' };
  const type = own(schema, 'type');
  const possible = value.some((one) => one !== null && isOfType(one, type));
  if (possible || value.every((one) => one === null)) return [['enum', value]];
  return { lost: `the values of an enum are not of its type ${JSON.stringify(type)}, so it is not checked` };
}

function pattern(value: Json): Written {
  if (typeof value !== 'string') return { lost: 'a pattern is no text, so it is not checked' };
  const flaw = patternFlaw(value);
  return flaw === undefined ? [['pattern', value]] : { lost: flaw };
}

const flaws = new Map<string, string | undefined>();

/** Why a pattern cannot be checked; undefined where it can. */
export function patternFlaw(pattern: string): string | undefined {
  if (!flaws.has(pattern)) flaws.set(pattern, flawOf(pattern));
  return flaws.get(pattern);
}

function flawOf(pattern: string): string | undefined {
  const said = JSON.stringify(pattern);
  // `/^…$/` is a pattern of JavaScript with its delimiters: as written, no text would fit it.
  if (/^\/\^.*\/[a-z]*$/s.test(pattern)) return `the pattern ${said} stands in slashes, so it is not checked`;
  const foreign = foreignEscape(pattern);
  if (foreign !== undefined) return `the pattern ${said} holds ${foreign}, so it is not checked`;
  try {
    compiledPattern(pattern);
    return undefined;
  } catch {
    const why = isRegExp(pattern) ? 'cannot be matched in linear time' : 'is no regular expression';
    return `the pattern ${said} ${why}, so it is not checked`;
  }
}
