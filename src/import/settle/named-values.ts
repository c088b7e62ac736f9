import { isObject, type Json, type JsonObject, objectsOf, own, scalarText } from '../../contract/json.js';
import { changeText } from './strings.js';

/** Gets a value with the name that it stands under, and gives what is to stand there. */
export type Change = (name: string, value: string, where: Where) => string;
type Where = 'header' | 'query' | 'body' | 'path';

/** A string that is no field is passed over as a whole: no other begins in it. */
const JSON_FIELD = /"((?:[^"\\]|\\.)*)(?:"(\s*:\s*)"((?:[^"\\]|\\.)*)"|(?!"))/g;
const XML_FIELD = /<([\w:.-]+)((?:\s[^<>]*)?)>([^<>]+)<\/\1>/g;
const GRAPHQL_ARGUMENT = /\b(\w+)(\s*:\s*)"((?:[^"\\]|\\.)*)"/g;
const PARAMETER = /([?&]|^)([^?&=#\s]+)=([^&#\s]*)/g;

/** Changes the named values of a request, in place: headers, query, path variables, fields of the body. */
export function changeNamed(request: JsonObject, change: Change): void {
  for (const header of objectsOf(own(request, 'header')))
    changeEntry(header, (name, value) => change(name, value, 'header'));
  changeUrl(request, change);
  const body = own(request, 'body');
  if (!isObject(body)) return;
  const inBody = (name: string, value: string): string => change(name, value, 'body');
  changeText(body, 'raw', (text) => changeFields(text, inBody));
  for (const mode of ['urlencoded', 'formdata']) {
    const entries = own(body, mode);
    for (const entry of objectsOf(entries)) changeEntry(entry, inBody);
    if (typeof entries === 'string') changeText(body, mode, (text) => changeParameters(text, inBody));
  }
  changeGraphql(own(body, 'graphql'), inBody);
}

/** Changes the fields of a text that is JSON, or nearly (templates without quotes, comments), or XML, or a form. */
export function changeFields(text: string, change: (name: string, value: string) => string): string {
  if (/^[\w.[\]-]+=[^\s]*$/.test(text)) return changeParameters(text, change);
  return text
    .replace(JSON_FIELD, (whole, name: string, colon: string | undefined, value: string) =>
      colon === undefined ? whole : [`"${name}"`, colon, `"${change(name, value)}"`].join(''),
    )
    .replace(
      XML_FIELD,
      (_, name: string, attributes: string, value: string) =>
        `<${name}${attributes}>${change(name.replace(/^.*:/, ''), value)}</${name}>`,
    );
}

function changeUrl(request: JsonObject, change: Change): void {
  const inQuery = (name: string, value: string): string => change(name, value, 'query');
  const behind = (text: string): string =>
    text.replace(/\?[^#]*/, (query) => changeParameters(query, inQuery));
  changeText(request, 'url', behind);
  const url = own(request, 'url');
  if (!isObject(url)) return;
  changeText(url, 'raw', behind);
  for (const entry of objectsOf(own(url, 'query'))) changeEntry(entry, inQuery);
  for (const entry of objectsOf(own(url, 'variable')))
    changeEntry(entry, (name, value) => change(name, value, 'path'));
}

function changeParameters(text: string, change: (name: string, value: string) => string): string {
  return text.replace(
    PARAMETER,
    (_, before: string, name: string, value: string) => `${before}${name}=${change(name, value)}`,
  );
}

function changeEntry(entry: JsonObject, change: (name: string, value: string) => string): void {
  const name = scalarText(own(entry, 'key'));
  if (name !== undefined) changeText(entry, 'value', (value) => change(name, value));
}

function changeGraphql(graphql: Json | undefined, change: (name: string, value: string) => string): void {
  if (!isObject(graphql)) return;
  changeText(graphql, 'variables', (text) => changeFields(text, change));
  changeText(graphql, 'query', (text) =>
    text.replace(
      GRAPHQL_ARGUMENT,
      (_, name: string, colon: string, value: string) => `${name}${colon}"${change(name, value)}"`,
    ),
  );
}
