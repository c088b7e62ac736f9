import { isObject, type Json, type JsonObject, objectsOf, own, scalarText, stringsIn } from './json.js';

/** A variable in a template, as Postman reads it: `{{name}}`, the innermost where they are nested. */
export const TEMPLATE = /\{\{([^{}]*?)\}\}/g;

/** Whether Postman itself makes the value of this variable, a new one each time: `$guid`, `$randomEmail`. */
export function dynamicVariable(name: string): boolean {
  return name.startsWith('$');
}

/** Names that a text holds as `{{name}}`, each once, in order; dynamic ones left out. */
export function templateVariables(text: string): string[] {
  if (!text.includes('{{')) return [];
  const names = new Set<string>();
  for (const [, name = ''] of text.matchAll(TEMPLATE))
    if (name !== '' && !dynamicVariable(name)) names.add(name);
  return [...names];
}

/**
 * Variables of a request's URL, headers, body and auth, in that order; parts that are disabled are left out.
 * Values of variables may hold variables in turn: those are followed.
 *
 * @param values every value that a variable may have
 */
export function requestVariables(
  request: JsonObject,
  auth: JsonObject | undefined,
  values: (name: string) => readonly string[],
): string[] {
  const found = new Set<string>();
  const add = (text: string): void => {
    for (const name of templateVariables(text)) {
      if (found.has(name)) continue;
      found.add(name);
      values(name).forEach(add);
    }
  };
  requestTexts(request, auth).forEach(add);
  return [...found];
}

function requestTexts(request: JsonObject, auth: JsonObject | undefined): string[] {
  return [
    ...urlTexts(own(request, 'url')),
    ...stringsIn(withoutDisabled(own(request, 'header'))),
    ...bodyTexts(own(request, 'body')),
    ...(auth ? stringsIn(own(auth, scalarText(own(auth, 'type')) ?? '')) : []),
  ];
}

function urlTexts(url: Json | undefined): string[] {
  if (!isObject(url)) return stringsIn(url);
  const parts = ['protocol', 'host', 'port', 'path', 'query', 'hash'].map((key) => own(url, key));
  const raw = parts.every((part) => part === undefined) ? stringsIn(own(url, 'raw')) : [];
  const values = objectsOf(own(url, 'variable')).map((variable) => own(variable, 'value') ?? null);
  return [...raw, ...parts.flatMap((part) => stringsIn(withoutDisabled(part))), ...stringsIn(values)];
}

function bodyTexts(body: Json | undefined): string[] {
  if (!isObject(body) || own(body, 'disabled') === true) return [];
  const mode = scalarText(own(body, 'mode'));
  return mode ? stringsIn(withoutDisabled(own(body, mode))) : [];
}

/** Key, value and file of enabled parts: a description that speaks of `{{name}}` is no use of it. */
function withoutDisabled(parts: Json | undefined): Json | undefined {
  if (!Array.isArray(parts)) return parts;
  return parts
    .filter((part) => !isObject(part) || own(part, 'disabled') !== true)
    .map((part) => (isObject(part) ? PART.map((key) => own(part, key) ?? null) : part));
}

const PART = ['key', 'value', 'src'];

/** Values of a collection's `variable` list, disabled ones left out; what has no value is `''`. */
export function collectionVariables(collection: JsonObject): Map<string, string> {
  return variableValues(own(collection, 'variable'));
}

/** Reads a v2.1 list of variables, of a collection or of an environment. The last of a name counts, as in Postman. */
export function variableValues(list: Json | readonly Json[] | undefined): Map<string, string> {
  const values = new Map<string, string>();
  for (const variable of objectsOf(list)) {
    const key = scalarText(own(variable, 'key')) ?? scalarText(own(variable, 'id'));
    if (key === undefined || own(variable, 'disabled') === true || own(variable, 'enabled') === false)
      continue;
    values.set(key, valueText(own(variable, 'value')));
  }
  return values;
}

function valueText(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return scalarText(value) ?? JSON.stringify(value);
}
