import { isObject, type Json, type JsonObject, objectsOf, own, scalarText } from '../../contract/json.js';
import type { Operation } from '../../contract/model.js';
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
  // Without a script before the request, nothing can have replaced what newman made of it.
  const untouched = operation.scripts.every(({ listen }) => listen !== 'prerequest');
  // Postman leaves the bodies of some methods out.
  if (empty) return untouched || BODILESS.test(operation.method) || scalarText(own(body, mode)) === '';
  const text = sent.toString('utf8');
  const part = (template: string): string => withHoles(template, declared, isStructure);
  const places = new Set(free.map((place) => placeOf(dottedPlace(place))));
  switch (mode) {
    case 'raw':
      return isDeclaredText(part(scalarText(own(body, 'raw')) ?? ''), text, places);
    case 'urlencoded':
      return isDeclaredForm(own(body, 'urlencoded'), text, part);
    case 'graphql':
      return isDeclaredQuery(own(body, 'graphql'), text, part);
    default:
      // Parts and files are not read back.
      return untouched;
  }
}

const BODILESS = /^(?:GET|HEAD|COPY|PURGE|UNLOCK)$/i;

/** A declared value that is an object or a list is part of the declaration. */
const isStructure = (value: string): boolean => /^\s*[[{]/.test(value);

function isDeclaredText(declared: string, sent: string, free: ReadonlySet<string>): boolean {
  const template = jsonWithHoles(declared);
  if (template === undefined) return fills(declared, sent, isPlain);
  // Whether the comments of a template are sent is the sender's affair.
  return alike(template, jsonWithHoles(sent), free, []);
}

/** In a text of any other kind, a value that could be more than one is none. */
const isPlain = (value: string): boolean => !/[\r\n<>"'{}&=;]/.test(value);

function isDeclaredForm(form: Json | undefined, sent: string, part: (text: string) => string): boolean {
  const entries = objectsOf(form).filter((entry) => own(entry, 'disabled') !== true);
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
    (one ?? []).every(([key, value], at) => {
      const [sentKey = '', sentValue = ''] = two?.[at] ?? [];
      return fills(key, sentKey, (name) => name !== '') && fills(value, sentValue, () => true);
    })
  );
}

type Pair = readonly [key: string, value: string];

function isDeclaredQuery(query: Json | undefined, sent: string, part: (text: string) => string): boolean {
  if (!isObject(query)) return false;
  const text = (key: string): string => part(scalarText(own(query, key)) ?? '');
  const variables = own(query, 'variables');
  const written = isObject(variables) ? JSON.stringify(variables) : scalarText(variables);
  const wanted = new Map<string, Json | undefined>([
    ['query', text('query')],
    ['operationName', text('operationName') || undefined],
    ['variables', jsonWithHoles(part(written?.trim() || '{}'))],
  ]);
  const found = jsonIn(sent);
  if (found === undefined || !isObject(found)) return false;
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
  return fills(declared, String(sent), () => true);
}

/** A text with holes as JSON, without its comments; a hole beside the strings becomes one. */
function jsonWithHoles(declared: string): Json | undefined {
  return jsonIn(
    declared.replace(TOKEN, (token) => {
      if (token === HOLE) return JSON.stringify(HOLE);
      return token.startsWith('/') ? ' ' : token;
    }),
  );
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

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
