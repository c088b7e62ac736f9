import { isObject, type Json, type JsonObject, objectsOf, own, scalarText } from '../../contract/json.js';
import { scanJson } from '../../contract/json-scan.js';
import type { Operation } from '../../contract/model.js';
import { decoded } from '../../contract/percent.js';
import { dottedPlace, placeOf, type Step } from '../../contract/places.js';
import type { Lookup } from '../../request/build.js';
import { fills, HOLE, withHoles } from './holes.js';

/**
 * Whether a body is the one that an operation declares, where a variable may fill one value of it.
 *
 * @param declared values of variables before any script ran
 * @param free dotted places whose value the suite makes anew (`unique` in `contract.yaml`)
 */
export function isDeclaredBody(
  operation: Operation,
  sent: Buffer | undefined,
  declared: Lookup,
  free: readonly string[],
): boolean {
  const body = own(operation.request, 'body');
  const mode = isObject(body) && own(body, 'disabled') !== true ? scalarText(own(body, 'mode')) : undefined;
  const empty = sent === undefined || sent.length === 0;
  if (!isObject(body) || mode === undefined) return empty;
  const content = own(body, mode);
  // Without a script before the request, nothing can have replaced what newman made of it.
  const untouched = operation.scripts.every(({ listen }) => listen !== 'prerequest');
  // Postman leaves the bodies of some methods out.
  if (empty) return untouched || BODILESS.test(operation.method) || holdsNothing(content);
  const text = sent.toString('utf8');
  const places = new Set(free.map((place) => placeOf(dottedPlace(place))));
  const is = (part: Part): boolean => {
    switch (mode) {
      case 'raw':
        return isDeclaredText(part(scalarText(content) ?? ''), text, places);
      case 'urlencoded':
        return isDeclaredForm(content, text, part);
      case 'graphql':
        return isDeclaredQuery(content, text, part);
      default:
        // Parts and files are not read back.
        return untouched;
    }
  };
  // With the declared values it is the declared one, whatever they bring along.
  return [isStructure, () => true].some((stays) => is((template) => withHoles(template, declared, stays)));
}

/** A template with the declared values that are part of the declaration. */
type Part = (template: string) => string;

const holdsNothing = (content: Json | undefined): boolean =>
  isObject(content)
    ? Object.keys(content).length === 0
    : Array.isArray(content)
      ? objectsOf(content).every((entry) => own(entry, 'disabled') === true)
      : (scalarText(content) ?? '') === '';

const BODILESS = /^(?:GET|HEAD|COPY|PURGE|UNLOCK)$/i;

/** A declared value that is an object or a list is part of the declaration. */
const isStructure = (value: string): boolean => /^\s*[[{]/.test(value);

function isDeclaredText(declared: string, sent: string, free: ReadonlySet<string>): boolean {
  // Whether the comments of a template are sent is the sender's affair.
  const [wanted, found] = [jsonTextOf(declared), jsonTextOf(sent)];
  const template = jsonIn(wanted);
  if (template === undefined) return fills(declared, sent, isPlain);
  // Of a key that is there twice, one server takes the first, another one the last.
  if (scanJson(found).repeated.length > 0) return fills(wanted, found, isPlain);
  return alike(template, jsonIn(found), free, []);
}

/** In a text of any other kind, a value that could be more than one is none. */
const isPlain = (value: string): boolean => !/[\r\n<>"'{}&=;]/.test(value);

function isDeclaredForm(form: Json | undefined, sent: string, part: (text: string) => string): boolean {
  const entries = entriesOf(form).filter((entry) => own(entry, 'disabled') !== true);
  const text = (entry: JsonObject, key: string): string => part(scalarText(own(entry, key)) ?? '');
  const wanted = entries.map((entry): Pair => [text(entry, 'key'), text(entry, 'value')]);
  const found = sent.split('&').map((pair): Pair => {
    const [key = '', ...value] = pair.split('=');
    return [decoded(key), decoded(value.join('='))];
  });
  // Equal names are sent beside each other, in whichever order the collection has them.
  const [one, two] = [wanted, found].map((pairs) =>
    [...pairs].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
  );
  return (
    one?.length === two?.length &&
    // Some servers part a form there, too.
    semicolons(sent) <= semicolons(wanted.flat().join('')) &&
    (one ?? []).every(([key, value], at) => {
      const [sentKey = '', sentValue = ''] = two?.[at] ?? [];
      return fills(key, sentKey, (name) => name !== '') && fills(value, sentValue, () => true);
    })
  );
}

type Pair = readonly [key: string, value: string];

/** A form may be written as one text. */
function entriesOf(form: Json | undefined): JsonObject[] {
  if (typeof form !== 'string') return objectsOf(form);
  return form.split('&').map((pair) => {
    const [key = '', ...value] = pair.split('=');
    return { key: decoded(key), value: decoded(value.join('=')) };
  });
}

const semicolons = (text: string): number => text.split(';').length;

function isDeclaredQuery(query: Json | undefined, sent: string, part: (text: string) => string): boolean {
  if (!isObject(query)) return false;
  const text = (key: string): string => part(scalarText(own(query, key)) ?? '');
  const variables = own(query, 'variables');
  const written = isObject(variables) ? JSON.stringify(variables) : scalarText(variables);
  const wanted = new Map<string, Json | undefined>([
    ['query', text('query')],
    ['operationName', text('operationName') || undefined],
    ['variables', jsonIn(jsonTextOf(part(written?.trim() || '{}')))],
  ]);
  const found = jsonIn(sent);
  if (found === undefined || !isObject(found) || scanJson(sent).repeated.length > 0) return false;
  if (Object.keys(found).some((key) => !wanted.has(key))) return false;
  return [...wanted].every(([key, value]) => {
    const there = own(found, key) ?? (key === 'variables' ? {} : undefined);
    return value === undefined ? there === undefined || there === '' : alike(value, there, NONE, []);
  });
}

const NONE: ReadonlySet<string> = new Set();

function alike(
  declared: Json,
  sent: Json | undefined,
  free: ReadonlySet<string>,
  path: readonly Step[],
): boolean {
  if (sent === undefined) return false;
  if (Array.isArray(declared))
    return (
      Array.isArray(sent) &&
      sent.length === declared.length &&
      declared.every((item, at) => alike(item, sent[at], free, [...path, at]))
    );
  if (isObject(declared))
    return (
      isObject(sent) &&
      Object.keys(sent).length === Object.keys(declared).length &&
      Object.entries(declared).every(([key, value]) => alike(value, own(sent, key), free, [...path, key]))
    );
  if (typeof sent === 'object' && sent !== null) return false;
  if (free.has(placeOf(path))) return true;
  if (typeof declared !== 'string' || !declared.includes(HOLE)) return declared === sent;
  // A text that holds a language of its own, a query of GraphQL say, is not gone on in another way.
  return fills(declared, String(sent), declared.includes('{') ? isPlain : () => true);
}

/** A text with holes as a text of JSON, without its comments; a hole beside the strings becomes one. */
function jsonTextOf(declared: string): string {
  return declared.replace(TOKEN, (token) => {
    if (token === HOLE) return JSON.stringify(HOLE);
    return token.startsWith('/') ? ' ' : token;
  });
}

/** A string, a comment, or a hole beside them; what does not end goes to the end of the text. */
const TOKEN = /"(?:[^"\\]|\\.)*(?:"|$)|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|\uE000/g;

function jsonIn(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
