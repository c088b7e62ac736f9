/** What a comment or a literal begins with. */
const BEGIN = /\/[/*]|['"`]/g;
const WHOLE: Readonly<Record<string, RegExp>> = {
  '//': /\/\/[^\n]*()/y,
  '/*': /\/\*[\s\S]*?(?:(\*\/)|$)/y,
  "'": /'(?:[^'\\\n]|\\[\s\S])*('?)/y,
  '"': /"(?:[^"\\\n]|\\[\s\S])*("?)/y,
  '`': /`(?:[^`\\]|\\[\s\S])*(`?)/y,
};

/**
 * Puts something in place of each comment and each literal of a script. What does not end is neither, and text is
 * looked for in it, but nothing of the same kind: that would end nowhere as well.
 */
export function changeTokens(source: string, change: (token: string, at: number) => string): string {
  const unending = new Map<string, number>();
  let changed = '';
  let done = 0;
  BEGIN.lastIndex = 0;
  for (let begin = BEGIN.exec(source); begin; begin = BEGIN.exec(source)) {
    const [kind] = begin;
    const whole = WHOLE[kind];
    const at = begin.index;
    BEGIN.lastIndex = at + 1;
    if (!whole || at < (unending.get(kind) ?? 0)) continue;
    whole.lastIndex = at;
    const [token = '', end] = whole.exec(source) ?? [];
    if (kind !== '//' && !end) {
      unending.set(kind, at + token.length);
      continue;
    }
    changed += source.slice(done, at) + change(token, at);
    done = at + token.length;
    BEGIN.lastIndex = done;
  }
  return changed + source.slice(done);
}
