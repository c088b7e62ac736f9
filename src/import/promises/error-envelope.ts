import { isObject, type Json } from '../../contract/json.js';
import type { Operation } from '../../contract/model.js';
import { type ErrorPlaces, valueIn } from '../../contract/promises.js';
import { exampleBody } from '../infer/bodies.js';
import type { DocumentedAnswers } from '../openapi/promised.js';

/** Where APIs say what an error is, those that say it most plainly first. */
const CODES = [
  'error_code',
  'error.code',
  'errors[].code',
  'errorCode',
  'code',
  'error.type',
  'error.name',
  'type',
  'name',
  'error',
];
/** Of these a schema does not say whether they hold a code or a sentence. */
const UNCLEAR = new Set(['error']);
/** What may stand beside a code. */
const TYPES: Readonly<Record<string, string>> = {
  error_code: 'error_type',
  'error.code': 'error.type',
  'errors[].code': 'errors[].type',
  code: 'type',
};

/** What one source says of a place in errors: undefined where not every error has it. */
type Says = (place: string) => 'text' | 'number' | undefined;

/** The places of code and type that every error has: by the document, else by saved errors. */
export function errorEnvelope(
  operations: readonly Operation[],
  documented: DocumentedAnswers | undefined,
): { readonly errors: ErrorPlaces | undefined; readonly because: string } {
  const inDocument =
    documented && documented.errors > 0
      ? placesBy((place) => (UNCLEAR.has(place) ? undefined : documented.errorField(place)))
      : undefined;
  if (inDocument) return { errors: inDocument, because: 'required by every error schema of the document' };
  const saved = savedErrors(operations);
  const inExamples = saved.length > 0 ? placesBy((place) => kindIn(saved, place)) : undefined;
  const shown = `in all ${saved.length} saved errors`;
  if (inExamples) return { errors: inExamples, because: saved.length === 1 ? 'in the saved error' : shown };
  const none =
    documented || saved.length > 0 ? 'no field is in every error' : 'no error is documented or saved';
  return { errors: undefined, because: none };
}

function placesBy(says: Says): ErrorPlaces | undefined {
  // `type` names an error in problem details alone (RFC 9457).
  const code = CODES.find((place) => says(place) && (place !== 'type' || says('title')));
  if (code === undefined) return undefined;
  const beside = TYPES[code];
  const type = beside !== undefined && says(beside) === 'text' ? beside : undefined;
  return {
    code,
    ...(type !== undefined && { type }),
    ...(says(code) === 'number' && { numbers: true as const }),
  };
}

interface SavedError {
  readonly status: number;
  readonly json: Json;
}

/** Saved errors whose bodies are JSON objects. */
function savedErrors(operations: readonly Operation[]): SavedError[] {
  return operations.flatMap(({ examples }) =>
    examples.flatMap((example) => {
      const body = example.status >= 400 ? exampleBody(example) : undefined;
      return body?.is === 'json' && isObject(body.json) ? [{ status: example.status, json: body.json }] : [];
    }),
  );
}

function kindIn(errors: readonly SavedError[], place: string): 'text' | 'number' | undefined {
  const values = errors.map(({ json }) => valueIn(json, place));
  // The status once more says nothing of what the error is.
  if (values.every((value, index) => Number(value) === errors[index]?.status)) return undefined;
  const kinds = new Set(values.map(kindOf));
  const [kind] = kinds;
  return kinds.size === 1 ? kind : undefined;
}

/** A sentence is a message, and no code. */
function kindOf(value: unknown): 'text' | 'number' | undefined {
  if (typeof value === 'string' && /^\S+$/.test(value)) return 'text';
  return typeof value === 'number' ? 'number' : undefined;
}
