import type { ErrorObject } from 'ajv';
import type { BoundSchema } from '../../contract/model.js';

export interface Violation {
  /** `$.items[3].email`. */
  readonly place: string;
  /** The same place for every item of an array: `$.items[].email`. */
  readonly generalPlace: string;
  readonly message: string;
  readonly keyword: string;
}

/** Keywords by which a schema forbids fields that it does not know; `response/undocumented-field` speaks of those. */
const FORBIDS_MORE = new Set(['additionalProperties', 'unevaluatedProperties']);

/** Where a document breaks a schema; fields that the schema forbids are left to `forbidden`. */
export function violations(schema: BoundSchema, document: unknown): readonly Violation[] {
  return errorsOf(schema, document).filter(({ keyword }) => !FORBIDS_MORE.has(keyword));
}

/** Fields of a document that the schema forbids. */
export function forbidden(schema: BoundSchema, document: unknown): readonly Violation[] {
  return errorsOf(schema, document).filter(({ keyword }) => FORBIDS_MORE.has(keyword));
}

/** Which demands are broken where, each once, whatever the values and however many items. */
export function kindsOf(violations: readonly Violation[]): string[] {
  return [...new Set(violations.map(({ generalPlace, keyword }) => `${generalPlace} ${keyword}`))].sort();
}

const validated = new WeakMap<object, { schema: BoundSchema; errors: readonly Violation[] }>();

function errorsOf(schema: BoundSchema, document: unknown): readonly Violation[] {
  const known = typeof document === 'object' && document !== null ? validated.get(document) : undefined;
  if (known?.schema === schema) return known.errors;
  const valid = schema.validate(document);
  const errors = valid ? [] : (schema.validate.errors ?? []).map(violation);
  if (typeof document === 'object' && document !== null) validated.set(document, { schema, errors });
  return errors;
}

function violation({ instancePath, keyword, message, params }: ErrorObject): Violation {
  const steps = instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replace(/~1/g, '/').replace(/~0/g, '~'));
  const extra: unknown =
    params['additionalProperty'] ?? params['unevaluatedProperty'] ?? params['missingProperty'];
  if (typeof extra === 'string') steps.push(extra);
  return {
    place: written(steps, (index) => `[${index}]`),
    generalPlace: written(steps, () => '[]'),
    message:
      typeof extra === 'string'
        ? keyword === 'required'
          ? 'is missing'
          : 'is not allowed'
        : (message ?? keyword),
    keyword,
  };
}

function written(steps: readonly string[], index: (step: string) => string): string {
  return steps.reduce((text, step) => text + (/^\d+$/.test(step) ? index(step) : `.${step}`), '$');
}
