import { scriptsOf } from '../../contract/items.js';
import { isObject, type JsonObject, own } from '../../contract/json.js';
import { namedRequests } from '../../contract/operations.js';
import { splitScript } from '../../contract/script-text.js';
import { urlText } from './url-text.js';

/** A part of a request, as a script finds it before the request is sent: its variables stand in it as they are written. */
interface Part {
  readonly called: string;
  text(request: JsonObject, auth: JsonObject | undefined): string;
  /** Code that looks at it. */
  readonly look: RegExp;
  /** How a script comes to what is sent. */
  readonly sent: string;
}

const PARTS: readonly Part[] = [
  {
    called: 'URL',
    text: (request) => {
      const url = own(request, 'url');
      return urlText(url) + JSON.stringify(isObject(url) ? [own(url, 'query'), own(url, 'variable')] : '');
    },
    look: /\brequest\s*\??\.\s*url\b/,
    sent: 'pm.variables.replaceIn(pm.request.url.toString())',
  },
  {
    called: 'headers',
    text: (request) => JSON.stringify(own(request, 'header') ?? ''),
    look: /\brequest\s*\??\.\s*headers\b(?!\s*\??\.\s*(?:add|append|clear|insert|prepend|remove|upsert)\b)/,
    sent: 'pm.variables.replaceIn(pm.request.headers.get(NAME))',
  },
  {
    called: 'body',
    text: (request) => JSON.stringify(own(request, 'body') ?? ''),
    look: /\brequest\s*\??\.\s*(?:body|data)\b(?!\s*(?:\.\s*\w+\s*)?=(?!=)|\s*\.\s*update\b)/,
    sent: 'pm.variables.replaceIn(pm.request.body.raw)',
  },
  {
    called: 'auth',
    text: (_request, auth) => JSON.stringify(auth ?? ''),
    look: /\brequest\s*\??\.\s*auth\b/,
    sent: 'pm.variables.get(NAME)',
  },
];

/** The request as a whole, in code. */
const WHOLE =
  /\brequest\s*\??\.\s*toJSON\b|\bpm\s*\.\s*request\b(?!\s*\??\.\s*[\w$])|\}\s*=\s*(?:pm\s*\.\s*)?request\b/;

/** What each item's request says, part by part; to be taken before anything is written otherwise. */
export type Texts = ReadonlyMap<JsonObject, readonly string[]>;

export function textsOf(collection: JsonObject): Texts {
  return new Map(
    namedRequests(collection).map(({ item, request, auth }) => [
      item,
      PARTS.map((part) => part.text(request, auth)),
    ]),
  );
}

/**
 * Calls `tell` where a script sees a text that was changed. What is sent is the same; what the script compares or signs
 * may not be.
 */
export function watchedTexts(
  collection: JsonObject,
  before: Texts,
  tell: (fact: string, place: string, fix: string) => void,
): void {
  for (const { name, item, request, auth, inheritedScripts } of namedRequests(collection)) {
    const changed = PARTS.filter(
      (part, index) => part.text(request, auth) !== (before.get(item)?.[index] ?? ''),
    );
    if (changed.length === 0) continue;
    const code = [...inheritedScripts, ...scriptsOf(item, name)]
      .filter(({ listen }) => listen === 'prerequest')
      .map(({ source }) => splitScript(source).code);
    for (const { called, look, sent } of changed) {
      if (!code.some((source) => look.test(source) || WHOLE.test(source))) continue;
      tell(
        `a script before the request looks at its ${called}, written with other variables now`,
        name,
        `Where it compares or signs that text, let it use what is sent: ${sent}`,
      );
    }
  }
}
