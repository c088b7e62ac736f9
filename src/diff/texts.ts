import { isObject, type Json, own, scalarText } from '../contract/json.js';

/** A description of v2.1: a text, or an object that holds one. */
export function textOf(description: Json | undefined): string {
  const text = isObject(description) ? own(description, 'content') : description;
  return scalarText(text)?.trim() ?? '';
}
