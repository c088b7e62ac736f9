import { methodOf, pathSegments } from '../../contract/items.js';
import type { Operation } from '../../contract/model.js';
import { wordsOf } from '../../contract/words.js';

const READING =
  /^(?:get|gets|list|lists|search|find|finds|query|read|reads|fetch|status|download|introspect|validate|predict|retrieve|show|view|lookup|browse|describe|details?|count|exists)$/;
/** A word that changes something weighs more than one that reads: `Get or create`, `Validate and save`. */
const CHANGING =
  /^(?:create|creates|add|new|register|insert|make|issue|upload|import|update|edit|modify|change|patch|replace|rename|amend|alter|revise|delete|remove|destroy|erase|purge|revoke|cancel|send|submit|set|put|post|save|store|publish|activate|deactivate|enable|disable|reset|refund|pay|charge|transfer|approve|reject|assign|move|merge|sync|start|stop|run|execute|trigger|login|logout|generate|refresh|subscribe|unsubscribe|invite|archive|restore|close|open|complete|confirm|book|reserve|order)$/;

/** Whether an operation's method and words say that it only reads; what says nothing counts as changing. */
export function onlyReads(operation: Operation): boolean {
  const method = methodOf(operation.request);
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return true;
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
