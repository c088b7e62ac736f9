import { withoutMarks } from './marks.js';
import { withHidden } from './visible.js';

/** A value as JSON in which hidden characters, and marks for a CI, are escapes: a program reads the same value. */
export function shownJson(value: unknown, space?: number): string {
  // Of a value that JSON has no text for, there is none.
  const json: string | undefined = JSON.stringify(value, null, space);
  return withoutMarks(withHidden(json ?? 'null', escapes), escapes);
}

const escapes = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
