import sdk from 'postman-collection';
import { isObject, type Json, type JsonObject, objectsOf, own, scalarText } from '../../src/contract/json.js';

/**
 * What a collection v2.1 sends and runs, in one form for what means the same, and without what v3 has no place for:
 * ids, variables and behaviour of folders, cookies of examples, whether a script is disabled.
 */
export function meaningOf(collection: JsonObject): JsonObject {
  return {
    name: text(own(objectIn(collection, 'info'), 'name')).trim(),
    variables: pairs(own(collection, 'variable')),
    ...inherited(collection),
    items: itemsOf(collection),
  };
}

function itemsOf(folder: JsonObject): JsonObject[] {
  return objectsOf(own(folder, 'item')).map((item) => ({
    name: text(own(item, 'name')).trim(),
    ...inherited(item),
    ...(own(item, 'item') === undefined
      ? {
          request: requestOf(own(item, 'request')),
          behaviour: behaviourOf(item),
          examples: objectsOf(own(item, 'response')).map(exampleOf),
        }
      : { items: itemsOf(item) }),
  }));
}

const inherited = (holder: JsonObject): JsonObject => ({
  auth: authOf(own(holder, 'auth')),
  scripts: objectsOf(own(holder, 'event')).flatMap((event) => {
    const exec = own(objectIn(event, 'script'), 'exec');
    const source = unfolded(Array.isArray(exec) ? exec.join('\n') : text(exec));
    return source === '' ? [] : [[text(own(event, 'listen')), source]];
  }),
});

/** The writer of YAML that Postman uses makes a backslash, or another line, of a line of blanks in a long script. */
const unfolded = (source: string): string => source.replace(/^[ \t]*\\?[ \t]*(?:\n|$)/gm, '');

function requestOf(request: Json | undefined): JsonObject {
  if (!isObject(request)) return { method: 'GET', url: text(request) };
  const url = own(request, 'url');
  const body = bodyOf(own(request, 'body'));
  return {
    method: body['mode'] === 'graphql' ? 'POST' : text(own(request, 'method')) || 'GET',
    url: urlText(url),
    disabledQuery: pairs(isObject(url) ? own(url, 'query') : undefined).filter(isDisabled),
    path: pairs(isObject(url) ? own(url, 'variable') : undefined),
    header: pairs(own(request, 'header')),
    body,
    auth: authOf(own(request, 'auth')),
    description: description(request),
  };
}

const urlText = (url: Json | undefined): string =>
  isObject(url) ? new sdk.Url(JSON.parse(JSON.stringify(url))).toString() : text(url);

function bodyOf(body: Json | undefined): JsonObject {
  if (!isObject(body) || own(body, 'disabled') === true) return {};
  const mode = text(own(body, 'mode'));
  const content = own(body, mode);
  if (mode === '') return {};
  if (mode === 'raw') {
    const language = own(objectIn(objectIn(body, 'options'), 'raw'), 'language') ?? 'text';
    return text(content) === '' ? {} : { mode, raw: text(content), language };
  }
  if (mode === 'file') return { mode, src: text(isObject(content) ? own(content, 'src') : undefined) };
  if (mode === 'graphql') {
    const graphql = isObject(content) ? content : {};
    return { mode, query: text(own(graphql, 'query')), variables: text(own(graphql, 'variables')) };
  }
  if (mode === 'urlencoded') return { mode, pairs: pairs(content) };
  return { mode, pairs: objectsOf(content).map(partOf) };
}

const partOf = (part: JsonObject): JsonObject => {
  const src = own(part, 'src');
  return {
    key: text(own(part, 'key')),
    disabled: own(part, 'disabled') === true,
    contentType: text(own(part, 'contentType')),
    ...(own(part, 'type') === 'file'
      ? { src: Array.isArray(src) ? src : text(src) }
      : { value: text(own(part, 'value')) }),
  };
};

function authOf(auth: Json | undefined): JsonObject {
  if (!isObject(auth)) return {};
  const type = text(own(auth, 'type'));
  const values = objectsOf(own(auth, type)).map((entry): [string, Json] => [
    text(own(entry, 'key')),
    own(entry, 'value') ?? '',
  ]);
  return { type, ...Object.fromEntries(values) };
}

const exampleOf = (response: JsonObject): JsonObject => ({
  name: text(own(response, 'name')).trim(),
  code: own(response, 'code') ?? 0,
  header: pairs(own(response, 'header')),
  body: text(own(response, 'body')),
});

const behaviourOf = (item: JsonObject): JsonObject => {
  const { disableBodyPruning: _, ...behaviour } = objectIn(item, 'protocolProfileBehavior');
  return behaviour;
};

/** Names that look like integers stand first: so does a mapping of YAML that JavaScript wrote. */
function pairs(list: Json | undefined): Json[] {
  const all = objectsOf(list).map((entry) => [
    text(own(entry, 'key')),
    text(own(entry, 'value')),
    own(entry, 'disabled') === true,
  ]);
  const first = all.filter(([key]) => isIndex(key)).sort(([a], [b]) => Number(a) - Number(b));
  return [...first, ...all.filter(([key]) => !isIndex(key))];
}

const isIndex = (key: Json | undefined): boolean => /^(?:0|[1-9]\d{0,8})$/.test(String(key));
const isDisabled = (pair: Json): boolean => Array.isArray(pair) && pair[2] === true;

function description(holder: JsonObject): string {
  const said = own(holder, 'description');
  return text(isObject(said) ? own(said, 'content') : said);
}

function objectIn(holder: JsonObject, key: string): JsonObject {
  const inner = own(holder, key);
  return isObject(inner) ? inner : {};
}

const text = (value: Json | undefined): string => scalarText(value) ?? '';
