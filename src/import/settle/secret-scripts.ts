import { isSecretName, isSecretValue, namesSecret } from '../../contract/secret-names.js';
import { changeShapes, mayHoldShape } from '../../masking/secret-shapes.js';
import { foldersOf } from '../holders.js';
import type { Draft } from './draft.js';
import { changeTokens } from './script-tokens.js';
import { changeScript, scriptHolders } from './script-use.js';
import type { Vault } from './vault.js';

/** What names the literal behind it, in the little that is looked at before it: `password = `, `"password": `, `.set("password", `. */
const NAMED = [
  /([\w$-]+)["'`]?\s*:\s*$/,
  /([\w$]+)["'`]?\]?\s*(?<![=!<>])=\s*$/,
  /\b(?:set\w*|append|add\w*|upsert)\s*\(\s*["'`]([^"'`]+)["'`]\s*,\s*$/i,
  /\bkey["']?\s*:\s*["'`]([^"'`]+)["'`]\s*,\s*["']?value["']?\s*:\s*$/,
];
/** A field of JSON inside a literal, its quotes escaped or not. */
const FIELD = /((?:\\)?["'])([\w.$-]+)\1(\s*:\s*)\1((?:(?!\1)[^\\"'`\n])+)\1/g;
const MASK = '***';

/** Secrets that stand in scripts as literals are asked for as variables; in comments they are masked. */
export function takeFromScripts(draft: Draft, vault: Vault): void {
  const places = new Map([
    ...draft.requests.map(({ item, name }) => [item, name] as const),
    ...[...foldersOf(draft.collection)].map(({ holder, place }) => [holder, place] as const),
  ]);
  for (const { script, holder } of scriptHolders(draft.collection)) {
    changeScript(script, (source) => {
      if (!namesSecret(source) && !mayHoldShape(source)) return source;
      const changed = changeTokens(source, (token, at) =>
        withoutSecrets(
          token,
          source.slice(Math.max(0, at - 120), at),
          source.slice(at + token.length),
          vault,
        ),
      );
      if (changed !== source)
        draft.told.add(
          'changed',
          'a secret that stood in a script moved to .env',
          places.get(holder) ?? 'an item without a request',
          'Look at the script',
        );
      return changed;
    });
  }
}

function withoutSecrets(token: string, before: string, after: string, vault: Vault): string {
  if (token.startsWith('/')) return masked(token, vault);
  const quote = token[0] ?? '"';
  const text = token.slice(1, -1);
  if (isSecretValue(text) && plain(text, quote)) {
    const name = nameBefore(before);
    if (name !== undefined && isSecretName(name)) return call(vault.nameFor(text, name));
  }
  const parts = partsOf(text, vault);
  if (parts.every((part) => typeof part === 'string')) return token;
  // The name of a property can be no call.
  if (/^\s*:/.test(after) && !/[?]/.test(before.slice(-80))) return quote + masked(text, vault) + quote;
  if (quote === '`')
    return `\`${parts.map((part) => (typeof part === 'string' ? part : `\${${call(part.name)}}`)).join('')}\``;
  const terms = parts.flatMap((part) => {
    if (typeof part !== 'string') return [call(part.name)];
    return part === '' ? [] : [quote + part + quote];
  });
  return terms.length === 1 ? (terms[0] ?? token) : `(${terms.join(' + ')})`;
}

/** Text, and in place of each secret in it the name of its variable. */
function partsOf(text: string, vault: Vault): (string | { readonly name: string })[] {
  const names: string[] = [];
  const mark = (secret: string, wanted: string): string =>
    `\u0000${names.push(vault.nameFor(secret, wanted)) - 1}\u0000`;
  const marked = changeShapes(
    text.replace(FIELD, (whole, quote: string, name: string, colon: string, value: string) =>
      isSecretName(name) && isSecretValue(value)
        ? `${quote}${name}${quote}${colon}${quote}${mark(value, name)}${quote}`
        : whole,
    ),
    (secret) => mark(secret, 'scriptSecret'),
  );
  return marked
    .split('\u0000')
    .map((part, index) => (index % 2 === 0 ? part : { name: names[Number(part)] ?? '' }));
}

function masked(text: string, vault: Vault): string {
  return changeShapes(text, (secret) => {
    vault.nameFor(secret, 'scriptSecret');
    return MASK;
  });
}

function nameBefore(before: string): string | undefined {
  for (const pattern of NAMED) {
    const name = pattern.exec(before)?.[1];
    if (name !== undefined) return name;
  }
  return undefined;
}

/** Without escapes and substitutions, so that the text is the value. */
function plain(text: string, quote: string): boolean {
  return !text.includes('\\') && !(quote === '`' && text.includes('${'));
}

const call = (name: string): string => `pm.variables.get(${JSON.stringify(name)})`;
