import { isObject, type Json, type JsonObject, own } from '../../contract/json.js';

type Change = (text: string) => string;

/** Changes every string inside an object or list, in place; keys and the parts of these names are left alone. */
export function changeStrings(value: Json | undefined, change: Change, except: readonly string[] = []): void {
  if (Array.isArray(value)) {
    for (const [index, part] of value.entries()) {
      if (typeof part === 'string') value[index] = change(part);
      else changeStrings(part, change, except);
    }
  } else if (isObject(value)) {
    for (const key of Object.keys(value)) {
      if (except.includes(key)) continue;
      const part = value[key];
      if (typeof part === 'string') put(value, key, change(part));
      else changeStrings(part, change, except);
    }
  }
}

/** Changes the string that an object holds under a key, where it does. */
export function changeText(object: JsonObject, key: string, change: Change): void {
  const text = own(object, key);
  if (typeof text === 'string') put(object, key, change(text));
}

/** Sets what the object itself holds: plain assignment of `__proto__` would do something else. */
function put(object: JsonObject, key: string, value: Json): void {
  if (own(object, key) === value) return;
  Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
}
