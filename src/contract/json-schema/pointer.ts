import { isObject, type Json, own } from '../json.js';

/** A step of a JSON pointer. */
export const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
/** What a step of a JSON pointer names, where that is no part of a URI. */
export const unescaped = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~');

/** What a JSON pointer (`/a/b`) leads to; undefined where that is nothing. */
export function valueAt(value: Json, pointer: string): Json | undefined {
  let found: Json | undefined = value;
  for (const step of pointer.split('/').slice(1)) found = memberOf(found, unescaped(step));
  return found;
}

function memberOf(value: Json | undefined, key: string): Json | undefined {
  if (Array.isArray(value)) return /^(0|[1-9]\d*)$/.test(key) ? value[Number(key)] : undefined;
  return isObject(value) ? own(value, key) : undefined;
}

/** The part of a URI behind its `#`, decoded; undefined where it is wrongly escaped. */
export function decodedFragment(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
