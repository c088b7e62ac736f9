import type { ErrorObject } from 'ajv';
import { AS_ANSWER } from '../../contract/json-schema/write-only.js';
import type { BoundSchema } from '../../contract/model.js';

export interface Violation {
  /** `$.items[3].email`. */
  readonly place: string;
  /** The same place for every item of an array: `$.items[].email`. */
  readonly generalPlace: string;
  readonly message: string;
  readonly keyword: string;
  /** Whether it is said of an alternative (`anyOf`, `oneOf`, ...) that as a whole does not hold either. */
  readonly ofAlternative: boolean;
}

/** Keywords that fail where none of what they choose from holds. */
const CHOOSING = new Set(['anyOf', 'oneOf', 'contains']);

/** Keywords by which a schema forbids fields that it does not know; `response/undocumented-field` speaks of those. */
const FORBIDS_MORE = new Set(['additionalProperties', 'unevaluatedProperties']);

/** Where an answer breaks its schema; fields that the schema forbids are left to `forbidden`. */
export function violations(schema: BoundSchema, document: unknown): readonly Violation[] {
  return errorsOf(schema, document).filter((error) => !isForbidden(error));
}

/** Fields of an answer that its schema forbids. */
export function forbidden(schema: BoundSchema, document: unknown): readonly Violation[] {
  return errorsOf(schema, document).filter(isForbidden);
}

/** What an alternative forbids is part of why no alternative holds. */
const isForbidden = ({ keyword, ofAlternative }: Violation): boolean =>
  FORBIDS_MORE.has(keyword) && !ofAlternative;

/** Which demands are broken where, each once, whatever the values and however many items. */
export function kindsOf(violations: readonly Violation[]): string[] {
  return [...new Set(violations.map(({ generalPlace, keyword }) => `${generalPlace} ${keyword}`))].sort();
}

const validated = new WeakMap<object, { schema: BoundSchema; errors: readonly Violation[] }>();

function errorsOf(schema: BoundSchema, document: unknown): readonly Violation[] {
  const known = typeof document === 'object' && document !== null ? validated.get(document) : undefined;
  if (known?.schema === schema) return known.errors;
  const valid = schema.validate.call(AS_ANSWER, document);
  // What a condition asks for is told by itself.
  const found = valid ? [] : (schema.validate.errors ?? []).filter(({ keyword }) => keyword !== 'if');
  const alternatives = found
    .filter(({ keyword }) => CHOOSING.has(keyword))
    .map(({ instancePath }) => instancePath);
  const errors = found.map((error) => violation(error, alternatives));
  if (typeof document === 'object' && document !== null) validated.set(document, { schema, errors });
  return errors;
}

function violation(
  { instancePath, keyword, message, params }: ErrorObject,
  alternatives: readonly string[],
): Violation {
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
    ofAlternative: alternatives.some((above) => `${instancePath}/`.startsWith(`${above}/`)),
  };
}

function written(steps: readonly string[], index: (step: string) => string): string {
  return steps.reduce((text, step) => text + (/^\d+$/.test(step) ? index(step) : `.${step}`), '$');
}
