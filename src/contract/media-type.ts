/** A media type in lower case, without its parameters. */
export const bareType = (text: string): string => text.split(';')[0]?.trim().toLowerCase() ?? '';

/** Parameters that say which form a body has; of its characters, JSON has only one way. */
function parametersOf(text: string): string[] {
  return text
    .split(';')
    .slice(1)
    .map((parameter) =>
      parameter
        .toLowerCase()
        .replaceAll('"', '')
        .split('=')
        .map((side) => side.trim())
        .join('='),
    )
    .filter((parameter) => parameter !== '' && !parameter.startsWith('charset='));
}

/**
 * How well a documented media type (`application/vnd.x.2+json`, `text/*`, `application/json; version=2`) fits what an
 * answer says of itself: 0 where it does not, more where more of it is the same.
 */
export function typeFit(documented: string, said: string): number {
  const [type, actual] = [bareType(documented), bareType(said)];
  const wanted = parametersOf(documented);
  const given = parametersOf(said);
  if (!wanted.every((parameter) => given.includes(parameter))) return 0;
  if (type === actual) return 3 + wanted.length;
  if (type === '*/*') return 1;
  return type.endsWith('/*') && actual.startsWith(type.slice(0, -1)) ? 2 : 0;
}

/** The one of several that fits best what an answer says of itself; undefined where none does. */
export function bestByType<One>(
  all: readonly One[],
  typesOf: (one: One) => readonly string[],
  said: string | undefined,
): One | undefined {
  let best: { readonly one: One; readonly fit: number } | undefined;
  for (const one of all) {
    const fit = Math.max(0, ...typesOf(one).map((type) => typeFit(type, said ?? '')));
    if (fit > (best?.fit ?? 0)) best = { one, fit };
  }
  return best?.one;
}
