/** Longer texts are seldom the same again, and would take room. */
const LONGEST = 512;
const MOST = 4_000;

/** What depends on a text alone and is asked of the same texts again and again: answers to short ones are kept. */
export function remembered<T>(of: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const said = of(text);
    if (text.length > LONGEST) return said;
    if (known.size >= MOST) known.clear();
    known.set(text, said);
    return said;
  };
}
