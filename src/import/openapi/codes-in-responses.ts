import { isObject, type Json, type JsonObject, own, scalarText } from '../../contract/json.js';
import { bodyOf, schemaIn } from './bodies.js';
import { child, children, type Documents, type Located, placeOf } from './documents.js';
import type { Matched } from './match.js';
import { responsesOf } from './responses.js';
import type { SaidCode } from './said-code.js';
import { inPlace, property } from './subschemas.js';

interface Uses {
  readonly at: Located;
  readonly statuses: Set<number>;
}

/** Codes that the schemas and examples of error responses name. */
export function codesInResponses(matched: readonly Matched[], documents: Documents): SaidCode[] {
  const schemas = new Map<string, Uses>();
  const shown: SaidCode[] = [];
  for (const { endpoint } of matched) {
    for (const { status, response } of responsesOf(endpoint, documents).errors) {
      const { json } = bodyOf(response, documents);
      if (!json) continue;
      shown.push(...examplesOf(json, documents).flatMap((example) => inExample(example, [status])));
      const schema = schemaIn(json);
      for (const part of schema ? partsOf(schema, documents) : []) {
        const uses = schemas.get(placeOf(part)) ?? { at: part, statuses: new Set() };
        uses.statuses.add(status);
        schemas.set(placeOf(part), uses);
      }
    }
  }
  return [...shown, ...[...schemas.values()].flatMap((uses) => inSchema(uses, documents))];
}

/** Whether the schema of an error answer names each code that it may have. */
export function listsCodesOf(response: Located<JsonObject>, documents: Documents): boolean {
  const schema = schemaIn(bodyOf(response, documents).json);
  const parts = schema ? partsOf(schema, documents) : [];
  return parts.some((part) => valuesOf(property(part, 'error_code'), documents).length > 0);
}

/** Values of `example` and of `examples`. */
function examplesOf(media: Located<JsonObject>, documents: Documents): { at: Located; texts: string[] }[] {
  const single = child(media, 'example');
  const several = child(media, 'examples');
  const named = (several ? children(several) : []).flatMap(({ at }) => {
    const example = documents.behind(at);
    const value = example && child(example, 'value');
    if (!example || !value) return [];
    const texts = ['summary', 'description'].flatMap((key) => scalarText(own(example.value, key)) ?? []);
    return [{ at: value, texts }];
  });
  return single ? [{ at: single, texts: [] }, ...named] : named;
}

function inExample({ at, texts }: { at: Located; texts: string[] }, statuses: readonly number[]): SaidCode[] {
  if (!isObject(at.value)) return [];
  const code = textOf(own(at.value, 'error_code'));
  if (code === undefined) return [];
  return [{ code, type: textOf(own(at.value, 'error_type')), statuses, texts, place: placeOf(at) }];
}

/** A schema and what it combines; each may stand for other codes. */
function partsOf(at: Located, documents: Documents, seen = new Set<Json>()): Located<JsonObject>[] {
  const schema = documents.behind(at);
  if (!schema || seen.has(schema.value)) return [];
  seen.add(schema.value);
  return [schema, ...inPlace(schema).flatMap((part) => partsOf(part, documents, seen))];
}

/** A list of codes that several statuses share does not say which code comes with which. */
function inSchema({ at, statuses }: Uses, documents: Documents): SaidCode[] {
  const schema = { ...at, value: isObject(at.value) ? at.value : {} };
  const example = child(schema, 'example');
  const shown = example && statuses.size === 1 ? inExample({ at: example, texts: [] }, [...statuses]) : [];
  const codes = valuesOf(property(schema, 'error_code'), documents);
  const types = valuesOf(property(schema, 'error_type'), documents);
  const type = types.length === 1 ? types[0] : undefined;
  const certain = codes.length === 1 || statuses.size === 1 ? [...statuses] : [];
  const description = codes.length === 1 ? scalarText(own(schema.value, 'description')) : undefined;
  const texts = description === undefined ? [] : [description];
  return [
    ...shown,
    ...codes.map((code) => ({ code, type, statuses: certain, texts, place: placeOf(schema) })),
  ];
}

function valuesOf(field: Located | undefined, documents: Documents): string[] {
  const schema = field && documents.behind(field);
  if (!schema) return [];
  const listed = own(schema.value, 'enum');
  const all = [own(schema.value, 'const'), ...(Array.isArray(listed) ? listed : [])];
  return [...new Set(all.flatMap((value) => textOf(value) ?? []))];
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
