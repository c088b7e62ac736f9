/** A matcher for names of rules and operations: `*` is any text (slashes too), `?` one character; case is ignored. */
export function glob(pattern: string): (name: string) => boolean {
  const parts = pattern
    .split('*')
    .map((part) => part.replace(/[.+^${}()|[\]\\]/g, '\\$&').replaceAll('?', '.'));
  const expression = new RegExp(inOrder(parts, '.*'), 'is');
  return (name) => expression.test(name);
}

/**
 * The source of an expression for texts that hold these parts in order, with something between them. Each part is
 * taken where it first stands and looked for no further, so that a long text takes no longer for many parts.
 */
export function inOrder(parts: readonly string[], between: '.*' | '.+'): string {
  const [first = '', ...others] = parts;
  const last = others.pop();
  if (last === undefined) return `^${first}$`;
  const middle = others.map((part, index) => `(?=(${between}?${part}))\\${index + 1}`).join('');
  return `^${first}${middle}${between}${last}$`;
}

export function matchesAny(patterns: readonly string[], name: string): boolean {
  return patterns.some((pattern) => glob(pattern)(name));
}
