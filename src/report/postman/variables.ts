import type { Exchange } from '../../contract/exchange.js';
import type { Json } from '../../contract/json.js';

/** What the suite makes a text fresh with; Postman has to make its own, or what was sent is there already. */
const FRESH = /-[0-9a-f]{10}(?=@|\\?"|$)/g;
/** What stands for a secret in what is shown. */
const LABEL = /\{\{(SANDBOX|PRODUCTION)([ _])([^{}]{1,100})\}\}/g;
/** Shorter values are looked for as a segment of the path only: elsewhere they would be found by chance. */
const SHORT = 5;

/** A text of a request with variables in place of secrets, and of what its setup left. */
export function templated(text: string, { environment, variables = {} }: Exchange, inPath = false): string {
  const filled = Object.entries(variables)
    .filter(([, value]) => value !== '')
    .sort(([, a], [, b]) => b.length - a.length)
    .reduce((done, [name, value]) => {
      const sent = inPath ? encodeURIComponent(value).replace(/%7B/gi, '{').replace(/%7D/gi, '}') : value;
      const escaped = sent.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
      const alone =
        inPath && sent.length < SHORT
          ? `(?<=[/=])${escaped}(?=[/?&:]|$)`
          : `(?<![\\w{-])${escaped}(?![\\w}-])`;
      return sent.length < SHORT && !inPath ? done : done.replace(new RegExp(alone, 'g'), `{{${name}}}`);
    }, text);
  return filled
    .replace(FRESH, '-{{freshValue}}')
    .replace(LABEL, (_, of: string, mark: string, what: string) => {
      const name = of.toLowerCase();
      const own = name === environment;
      if (mark === ' ') return `{{${spoiltName(what)}}}`;
      if (what === 'CLIENT_ID') return own ? '{{clientId}}' : `{{${name}ClientId}}`;
      if (what === 'BEARER_TOKEN') return own ? '{{bearerToken}}' : `{{${name}BearerToken}}`;
      return `{{${of}_${what}}}`;
    });
}

/** `client_id, only the last character wrong` → `clientIdOnlyTheLastCharacterWrong`. */
export function spoiltName(what: string): string {
  return what
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word, index) => (index === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
}

/** How credentials of an exchange were spoilt, as their labels say. */
export function spoiltIn(text: string): string[] {
  return [...text.matchAll(LABEL)].flatMap(([, , mark, what = '']) => (mark === ' ' ? [what] : []));
}

/** Fresh values of an item in the words of Postman. */
export function asTemplates(value: Json): Json {
  if (typeof value === 'string') return value.replace(FRESH, '-{{freshValue}}');
  if (Array.isArray(value)) return value.map(asTemplates);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, asTemplates(part)]));
}

/** Names of secrets that no script of the collection gives a value. */
export function variablesIn(value: unknown): string[] {
  const found = JSON.stringify(value).matchAll(/\{\{((?:SANDBOX|PRODUCTION)_[A-Z0-9_]+|token-\d+)\}\}/g);
  return [...new Set([...found].map(([, name = '']) => name))];
}
