/** A text for an element or a quoted attribute of HTML. */
export function html(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/**
 * A value for a `<script type="application/json">`: no `<` in it, so nothing in it ends the element, and no
 * character that is no text of its own (`JSON.stringify` escapes lone surrogates).
 */
export function embedded(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
