import { methodOf, pathSegments } from '../../contract/items.js';
import { isObject, objectsOf, own, scalarText } from '../../contract/json.js';
import type { Operation } from '../../contract/model.js';
import { wordsOf } from '../../contract/words.js';

const READING =
  /^(?:get|gets|list|lists|search|find|finds|query|read|reads|fetch|status|download|introspect|validate|predict|retrieve|show|view|lookup|browse|describe|details?|count|exists)$/;
/** A word that changes something weighs more than one that reads: `Get or create`, `Validate and save`. */
const CHANGING =
  /^(?:create|creates|add|new|register|insert|make|issue|upload|import|update|edit|modify|change|patch|replace|rename|amend|alter|revise|delete|remove|destroy|erase|purge|revoke|cancel|send|submit|set|put|post|save|store|publish|activate|deactivate|enable|disable|reset|refund|pay|charge|transfer|approve|reject|assign|move|merge|sync|start|stop|run|execute|trigger|login|logout|generate|refresh|subscribe|unsubscribe|invite|archive|restore|close|open|complete|confirm|book|reserve|order)$/;

/** Words that no GET begins with, or ends its path with, that keeps to what a GET is. */
const UNREAD =
  /^(?:create|insert|delete|remove|destroy|erase|purge|wipe|revoke|cancel|reset|deactivate|disable|logout|unsubscribe)$/;
const OTHER_METHOD = /^_method$|^x-(?:http-)?method(?:-override)?$/i;
const MUTATION = /\bmutation\b\s*(?:\w+\s*)?[({@]/;

/** Whether an operation's method and words say that it only reads; what says nothing counts as changing. */
export function onlyReads(operation: Operation): boolean {
  const method = methodOf(operation.request);
  if (hasOtherMethod(operation) || MUTATION.test(bodyText(operation))) return false;
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS')
    return ![wordsOf(ownName(operation))[0], pathSegments(operation.request).at(-1)?.toLowerCase()].some(
      (word) => UNREAD.test(word ?? ''),
    );
  if (method !== 'POST') return false;
  const said = [wordsOf(ownName(operation)), wordsOf(pathSegments(operation.request).at(-1) ?? '')];
  const words = said.flat();
  return words.some((word) => READING.test(word)) && !said.flatMap(verbs).some((word) => CHANGING.test(word));
}

/** Words after which another one names a thing, though it may be a verb elsewhere: `Fetch an order`, `Get charge`. */
const BEFORE_THING = /^(?:a|an|the|this|that|one|get|fetch|retrieve|show|browse|describe)$/;

const verbs = (words: readonly string[]): string[] =>
  words.filter((_, at) => !BEFORE_THING.test(words[at - 1] ?? ''));

function ownName({ name, folders }: Operation): string {
  return name.slice(folders.join(' / ').length);
}

/** A header or a parameter that names another method than the request's own. */
function hasOtherMethod({ request }: Operation): boolean {
  const url = own(request, 'url');
  const body = own(request, 'body');
  const fields = [
    ...objectsOf(own(request, 'header')),
    ...objectsOf(isObject(url) ? own(url, 'query') : undefined),
    ...objectsOf(isObject(body) ? own(body, 'urlencoded') : undefined),
  ].map((field): [string, string] => [
    scalarText(own(field, 'key')) ?? '',
    scalarText(own(field, 'value')) ?? '',
  ]);
  const raw = scalarText(isObject(url) ? own(url, 'raw') : url) ?? '';
  const written = [...new URLSearchParams(raw.slice(raw.indexOf('?') + 1))];
  return [...fields, ...written].some(
    ([key, value]) => OTHER_METHOD.test(key) && !/^(?:get|head)$/i.test(value),
  );
}

function bodyText({ request }: Operation): string {
  const body = own(request, 'body');
  if (!isObject(body)) return '';
  const graphql = own(body, 'graphql');
  return `${scalarText(own(body, 'raw')) ?? ''} ${isObject(graphql) ? (scalarText(own(graphql, 'query')) ?? '') : ''}`;
}
