/**
 * Whether some value of a document, under the name of its field, is worth a closer look: without places, so that
 * large answers cost little. Values of a list stand under the name of the list.
 */
export function someField(document: unknown, test: (name: string, value: unknown) => boolean): boolean {
  const open: { name: string; value: unknown }[] = [{ name: '', value: document }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { name, value } = next;
    if (typeof value !== 'object' || value === null) {
      if (test(name, value)) return true;
    } else if (Array.isArray(value)) {
      for (const item of value) {
        if (typeof item === 'object' && item !== null) open.push({ name, value: item });
        else if (test(name, item)) return true;
      }
    } else {
      for (const [key, member] of Object.entries(value)) {
        if (typeof member === 'object' && member !== null) open.push({ name: key, value: member });
        else if (test(key, member)) return true;
      }
    }
  }
  return false;
}

/** A test of names, each tried once: an answer repeats few names very often. */
export function namedLike(...patterns: readonly RegExp[]): (name: string) => boolean {
  const known = new Map<string, boolean>();
  return (name) => {
    let like = known.get(name);
    if (like === undefined) {
      like = patterns.some((pattern) => pattern.test(name));
      // Names may be data: they are not all kept.
      if (known.size < 10_000) known.set(name, like);
    }
    return like;
  };
}
