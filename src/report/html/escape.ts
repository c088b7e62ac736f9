import { visible } from '../../contract/visible.js';

/** A text for an element or a quoted attribute of HTML. */
export function html(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A value for a `<script type="application/json">`, its texts as people are shown them: no `<` ends the element. */
export function embedded(value: unknown): string {
  const shown = (_: string, part: unknown): unknown => (typeof part === 'string' ? visible(part) : part);
  return JSON.stringify(value, shown).replaceAll('<', '\\u003c');
}
