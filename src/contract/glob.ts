/** A matcher for names of rules and operations: `*` is any text (slashes too), `?` one character; case is ignored. */
export function glob(pattern: string): (name: string) => boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  const expression = new RegExp(`^${source}$`, 'is');
  return (name) => expression.test(name);
}

export function matchesAny(patterns: readonly string[], name: string): boolean {
  return patterns.some((pattern) => glob(pattern)(name));
}
