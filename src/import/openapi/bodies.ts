import { isObject, type JsonObject } from '../../contract/json.js';
import { child, children, type Documents, type Located } from './documents.js';

/** A media type and what is said of it. */
export interface Typed {
  readonly type: string;
  readonly media: Located<JsonObject>;
}

/** What a request or an answer may hold. */
export interface Body {
  /** The media type object of JSON, where it is documented; of several the most usual one. */
  readonly json?: Located<JsonObject>;
  /** All of JSON, with their types as they are written. */
  readonly jsons: readonly Typed[];
  /** Those of forms, by their types. */
  readonly forms: ReadonlyMap<string, Located<JsonObject>>;
  /** Other media types, in lower case and without parameters. */
  readonly others: readonly string[];
}

const JSON_TYPES = [/^application\/json$/, /[/+]json$/, /^(\*|application)\/\*$/];

const FORM_TYPES = new Set(['application/x-www-form-urlencoded', 'multipart/form-data']);

/** In lower case and without parameters. */
export const mediaType = (text: string): string => text.split(';')[0]?.trim().toLowerCase() ?? '';

/** Whether a media type may be JSON. */
export const isJsonType = (type: string): boolean => JSON_TYPES.some((form) => form.test(type));

/** The documented bodies of a request body or response object. */
export function bodyOf(holder: Located<JsonObject>, documents: Documents): Body {
  const content = child(holder, 'content');
  const all = (content ? children(content) : []).map(({ key, at }) => ({
    written: key.trim().toLowerCase(),
    type: mediaType(key),
    media: documents.behind(at),
  }));
  const jsons = all.flatMap(({ written, type, media }) =>
    isJsonType(type) && media ? [{ type: written, media }] : [],
  );
  const json = JSON_TYPES.map((form) => all.find(({ type }) => form.test(type))).find(Boolean);
  const others = all.map(({ type }) => type).filter((type) => !isJsonType(type));
  const forms = all.flatMap(({ type, media }): [string, Located<JsonObject>][] =>
    media && FORM_TYPES.has(type) ? [[type, media]] : [],
  );
  return {
    ...(json?.media ? { json: json.media } : {}),
    jsons,
    forms: new Map(forms),
    others: [...new Set(others)],
  };
}

/** The schema of a media type; undefined where it says none. */
export function schemaIn(media: Located<JsonObject> | undefined): Located | undefined {
  const schema = media && child(media, 'schema');
  return schema && (isObject(schema.value) || typeof schema.value === 'boolean') ? schema : undefined;
}
