import { isObject, type JsonObject, objectsOf, own, scalarText } from '../contract/json.js';

const MODES: ReadonlyMap<string, string> = new Map([
  ['urlencoded', 'application/x-www-form-urlencoded'],
  ['formdata', 'multipart/form-data'],
  ['graphql', 'application/json'],
  ['file', 'application/octet-stream'],
]);

/** The media type of a request's body, as its Content-Type or its mode says; undefined without a body. */
export function contentOf(request: JsonObject): string | undefined {
  const body = own(request, 'body');
  if (!isObject(body) || own(body, 'disabled') === true) return undefined;
  const mode = scalarText(own(body, 'mode')) ?? 'raw';
  if (mode === 'raw' && (scalarText(own(body, 'raw')) ?? '').trim() === '') return undefined;
  if (Array.isArray(own(body, mode)) && objectsOf(own(body, mode)).length === 0) return undefined;
  const declared = objectsOf(own(request, 'header')).find(
    (header) =>
      own(header, 'disabled') !== true && scalarText(own(header, 'key'))?.toLowerCase() === 'content-type',
  );
  const type = declared ? scalarText(own(declared, 'value'))?.split(';')[0]?.trim().toLowerCase() : undefined;
  return type || MODES.get(mode) || languageOf(body);
}

function languageOf(body: JsonObject): string {
  const options = own(body, 'options');
  const raw = isObject(options) ? own(options, 'raw') : undefined;
  const language = isObject(raw) ? scalarText(own(raw, 'language')) : undefined;
  return language === 'json'
    ? 'application/json'
    : `text/${language === 'text' || !language ? 'plain' : language}`;
}
