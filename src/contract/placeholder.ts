const MARKED = /^(?:<.*>|\[.*\]|\{.*\}|\(.*\)|%.*%|\$\{?\w+\}?|:\w+)$/s;
const FILLING =
  /\b(?:your|my|example|placeholder|change[-_ ]?me|replace|insert|enter|dummy|todo|redacted|goes?[-_ ]here|here)\b|^(?:your|my)[-_A-Z]|x{4,}|\*{3,}|\.{3}/i;

/** Whether a value only says that a value belongs here: nothing, `<token>`, `your-api-key`, `{{x}}`, `***`. */
export function isPlaceholder(value: string): boolean {
  const text = value.trim();
  return (
    text === '' || text.includes('{{') || MARKED.test(text) || FILLING.test(spaced(text)) || filling(text)
  );
}

/** `aaaa`, `0000`, `string`, `null`: what stands where nobody filled anything in. */
function filling(text: string): boolean {
  return new Set(text).size < 3 || /^(?:string|null|undefined|none|true|false|value|token|n\/a)$/i.test(text);
}

/** Words joined by `-` and `_` are words here. */
function spaced(text: string): string {
  return text.replace(/[-_]/g, ' ');
}
