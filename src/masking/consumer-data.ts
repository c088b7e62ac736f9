import { isObject, type Json, type JsonObject, own } from '../contract/json.js';
import type { Contract, SchemaSet } from '../contract/model.js';
import { remembered } from '../contract/remembered.js';
import { wordsOf } from '../contract/words.js';

const CONSUMER = new Set(
  'email mail phone mobile telephone fax name firstname lastname surname fullname address street city postcode zip postal birth birthday birthdate dob ssn card pan iban'.split(
    ' ',
  ),
);

/** Whether a field of that name holds consumer data (`D9`). */
export function holdsConsumerData(key: string): boolean {
  const words = wordsOf(key);
  if (words.some((word) => CONSUMER.has(word))) return true;
  return words.includes('account') && words.includes('number');
}

/** Formats of JSON Schema, and marks beside it, that say the same of a field. */
const FORMATS = new Set<unknown>(['email', 'idn-email']);
const MARKS = ['x-consumer-data', 'x-personal-data', 'x-pii', 'x-sensitive'];

/** Tells which fields hold consumer data: by their names, and by what a contract's schemas say of them. */
export function consumerFields({ operations, schemas }: Contract): (name: string) => boolean {
  const bound = operations.flatMap(({ name }) => [
    schemas.request(name)?.schema,
    ...answersOf(schemas, name),
  ]);
  const marked = new Set(markedIn([...bound, ...schemas.shared, schemas.error?.schema]));
  return remembered((name) => marked.has(name) || holdsConsumerData(name));
}

/** The schemas of all answers of an operation. */
export function answersOf(schemas: SchemaSet, operation: string): JsonObject[] {
  return schemas
    .statuses(operation)
    .flatMap((status) => schemas.responses(operation, status).map(({ schema }) => schema));
}

function markedIn(value: Json | undefined | readonly (Json | undefined)[]): string[] {
  if (Array.isArray(value)) return value.flatMap(markedIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => [
    ...(isObject(part) && saysSo(part) ? [key] : []),
    ...markedIn(part),
  ]);
}

const saysSo = (schema: JsonObject): boolean =>
  FORMATS.has(own(schema, 'format')) || MARKS.some((mark) => own(schema, mark) === true);
