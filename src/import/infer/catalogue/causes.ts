import type { JsonObject } from '../../../contract/json.js';
import type { Cause, Example, Operation } from '../../../contract/model.js';
import { isRecord, leaves } from '../../../contract/places.js';
import { causeInWords } from '../../cause-words.js';
import { isSuccess, requestBody } from '../bodies.js';
import { type Difference, differences } from './request-difference.js';

/** What provokes an error, where its saved request plainly shows it, else where its code, name or text says it. */
export function causesShown(operation: Operation, example: Example, body: JsonObject): Cause[] {
  const working = workingRequest(operation);
  const shown = working && example.originalRequest ? causeInRequest(working, example, operation) : undefined;
  if (shown) return [shown];
  const fields = working ? fieldNames(working) : new Set<string>();
  for (const text of textsOf(example, body)) {
    const said = causeInWords(text, example.status, fields);
    if (said) return [said];
  }
  return byStatus(example.status);
}

/** What the document itself says of a status, whatever the code (`D10`). */
function byStatus(status: number): Cause[] {
  const said: ReadonlyMap<number, Cause> = new Map([
    [429, 'rate-limit'],
    [500, 'server-error'],
    [503, 'unavailable'],
  ]);
  const cause = said.get(status);
  return cause ? [cause] : [];
}

/** A request that is known to succeed, saved with its answer where there is one: then both are saved in one way. */
function workingRequest(operation: Operation): JsonObject | undefined {
  const saved = operation.examples.find(
    ({ status, originalRequest }) => isSuccess(status) && originalRequest,
  );
  return saved?.originalRequest ?? (operation.expectsError ? undefined : operation.request);
}

function fieldNames(request: JsonObject): Set<string> {
  const body = requestBody(request);
  const paths = body.is === 'json' ? [...leaves(body.json)].map(({ path }) => path) : [];
  return new Set(paths.flat().map((step) => String(step).toLowerCase()));
}

/** The code first, then the example's name, then what the answer says in words. */
function* textsOf({ name }: Example, body: JsonObject): Generator<string> {
  const { error_code: code, error_type: _, ...rest } = body;
  yield String(code);
  yield name;
  for (const { value } of leaves(rest)) if (typeof value === 'string' && value.includes(' ')) yield value;
}

function causeInRequest(
  working: JsonObject,
  { originalRequest, status }: Example,
  operation: Operation,
): Cause | undefined {
  const found = differences(working, originalRequest ?? {});
  const [only] = found;
  if (!only) return undefined;
  if (status === 400 && found.every(({ part, sent }) => part === 'field' && sent === undefined))
    return 'field-missing';
  return found.length === 1 ? causeOf(only, status, operation) : undefined;
}

function causeOf({ part, worked, sent }: Difference, status: number, { role }: Operation): Cause | undefined {
  const absent = sent === undefined || sent === '';
  switch (part) {
    case 'method':
      return 'method';
    case 'content-type':
      return 'content-type';
    case 'client-id':
      return absent ? 'client-id-missing' : 'client-id-incorrect';
    case 'authorization':
      return absent ? 'bearer-missing' : status === 401 ? 'bearer-incorrect' : undefined;
    case 'body':
      return isRecord(worked) && sent !== undefined ? 'body-not-object' : 'body-malformed';
    case 'path':
      return status === 404 ? 'unknown-resource' : undefined;
    case 'cursor':
      return status === 400 && !absent ? 'cursor' : undefined;
    case 'field':
      if (status === 404)
        return role === 'create' ? 'unknown-reference' : changedId(role) ? 'unknown-resource' : undefined;
      return status === 400 && (absent || kindOf(sent) !== kindOf(worked)) ? 'field-invalid' : undefined;
  }
}

/** Operations whose body names nothing but what they are about. */
function changedId(role: Operation['role']): boolean {
  return role === 'read' || role === 'delete';
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}
