import { nearest } from '../../contract/errors.js';
import { isObject, type Json, type JsonObject, objectsOf, own } from '../../contract/json.js';
import type { Findings } from './findings.js';

/** Keys of v2.1 by what has them. */
const KEYS = {
  collection: ['info', 'item', 'event', 'variable', 'auth', 'protocolProfileBehavior'],
  item: [
    ...['name', 'description', 'item', 'request', 'response', 'event', 'variable', 'auth'],
    'protocolProfileBehavior',
  ],
  request: ['method', 'url', 'header', 'body', 'auth', 'description', 'proxy', 'certificate'],
  url: ['raw', 'protocol', 'host', 'port', 'path', 'query', 'hash', 'variable'],
  body: ['mode', 'raw', 'urlencoded', 'formdata', 'file', 'graphql', 'options', 'disabled'],
  event: ['listen', 'script', 'disabled'],
  script: ['type', 'exec', 'src', 'name', 'packages'],
  response: [
    'name',
    'originalRequest',
    'status',
    'code',
    'header',
    'cookie',
    'body',
    'responseTime',
    'timings',
  ],
} as const;
type Holder = keyof typeof KEYS;

/** Shorter keys are other words (`uid`), not slips of the hand. */
const SHORTEST = 4;
const LONG = 7;

/** Names each key that is nearly one of v2.1 (`headers`, `responses`, `events`): Postman passes over it in silence. */
export function reportTypos(
  kind: 'collection' | 'item',
  holder: JsonObject,
  place: string,
  found: Findings,
): void {
  report(kind, holder, place, found);
  for (const event of objectsOf(own(holder, 'event'))) {
    report('event', event, place, found);
    report('script', own(event, 'script'), place, found);
  }
  inRequest(own(holder, 'request'), place, found);
  for (const response of objectsOf(own(holder, 'response'))) {
    report('response', response, place, found);
    inRequest(own(response, 'originalRequest'), place, found);
  }
}

function inRequest(request: Json | undefined, place: string, found: Findings): void {
  if (!isObject(request)) return;
  report('request', request, place, found);
  report('url', own(request, 'url'), place, found);
  report('body', own(request, 'body'), place, found);
}

function report(kind: Holder, holder: Json | undefined, place: string, found: Findings): void {
  if (!isObject(holder)) return;
  const known: readonly string[] = KEYS[kind];
  for (const [key, value] of Object.entries(holder)) {
    if (known.includes(key) || key.length < SHORTEST || saysNothing(value)) continue;
    const near = nearest(key.slice(0, 40), known, key.length < LONG ? 1 : 2);
    if (near === undefined) continue;
    found.note('lost', place, `the key "${key}" of ${OF[kind]} has no meaning`, `Did you mean "${near}"`);
  }
}

const OF: Readonly<Record<Holder, string>> = {
  collection: 'the collection',
  item: 'an item',
  request: 'a request',
  url: 'a URL',
  body: 'a body',
  event: 'an event',
  script: 'a script',
  response: 'a saved answer',
};

const saysNothing = (value: Json): boolean =>
  value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0);
