import { type JsonObject, own } from '../../contract/json.js';
import { bodyOf, schemaIn } from './bodies.js';
import { child, children, type Documents, type Located } from './documents.js';
import type { Matched } from './match.js';
import { inPlace, property } from './subschemas.js';

/** What a document says of answers as a whole. */
export interface DocumentedAnswers {
  /** Statuses as it writes them: `200`, `4XX`, `DEFAULT`. */
  readonly statuses: ReadonlySet<string>;
  /** What every error's schema says of a dotted place; undefined where one of them does not require it. */
  readonly errorField: (place: string) => 'text' | 'number' | undefined;
  /** How many schemas of errors there are. */
  readonly errors: number;
}

/** Reads the answers of the endpoints that a collection calls. */
export function documentedAnswers(matched: readonly Matched[], documents: Documents): DocumentedAnswers {
  const statuses = new Set<string>();
  const errors: Located[] = [];
  for (const { endpoint } of matched) {
    const written = child(endpoint.operation, 'responses');
    const all = written ? children(written) : [];
    const succeeds = all.some(({ key }) => key.startsWith('2'));
    for (const { key, at } of all) {
      if (key.startsWith('x-')) continue;
      statuses.add(key.toUpperCase());
      const response = documents.behind(at);
      const isError = /^[45]/.test(key) || (succeeds && /^default$/i.test(key));
      const schema = response && isError ? schemaIn(bodyOf(response, documents).json) : undefined;
      if (schema) errors.push(schema);
    }
  }
  const errorField = (place: string): 'text' | 'number' | undefined => {
    const kinds = new Set(errors.map((schema) => requiredAt(schema, place.split('.'), documents)));
    const [kind] = kinds;
    return kinds.size === 1 ? kind : undefined;
  };
  return { statuses, errorField, errors: errors.length };
}

/** The kind of a field that a schema requires at a place, with all that leads there. */
function requiredAt(
  at: Located,
  steps: readonly string[],
  documents: Documents,
  depth = 0,
): 'text' | 'number' | undefined {
  const schema = documents.behind(at);
  const [step = '', ...rest] = steps;
  if (!schema || depth > DEEPEST) return undefined;
  const name = step.replace(/\[\]$/, '');
  const field = property(schema, name);
  if (field && requires(schema, name)) {
    const inner = name === step ? field : itemsOf(field, documents);
    if (inner && rest.length > 0) return requiredAt(inner, rest, documents, depth + 1);
    return inner && kindOf(documents.behind(inner)?.value);
  }
  for (const part of inPlace(schema)) {
    const found = requiredAt(part, steps, documents, depth + 1);
    if (found) return found;
  }
  return undefined;
}

/** A schema may lead to itself. */
const DEEPEST = 12;

function requires({ value }: Located<JsonObject>, name: string): boolean {
  const required = own(value, 'required');
  return Array.isArray(required) && required.includes(name);
}

function itemsOf(field: Located, documents: Documents): Located | undefined {
  const list = documents.behind(field);
  return list && child(list, 'items');
}

function kindOf(schema: JsonObject | undefined): 'text' | 'number' | undefined {
  const type = schema && own(schema, 'type');
  if (type === 'string') return 'text';
  return type === 'integer' || type === 'number' ? 'number' : undefined;
}
