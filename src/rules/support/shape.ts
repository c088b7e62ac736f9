/** Characters of a place below which nothing is looked at: a document may have a hundred thousand levels. */
const DEEPEST = 400;

/** Kinds of value by place: `$.items[].id` → `string`; items of a list share a place, `mixed` where they differ. */
export function shapeOf(document: unknown): Map<string, string> {
  const shape = new Map<string, string>();
  const open: { place: string; value: unknown }[] = [{ place: '$', value: document }];
  for (let next = open.pop(); next && shape.size < 2000; next = open.pop()) {
    const { place, value } = next;
    const kind = kindOf(value);
    const known = shape.get(place);
    shape.set(
      place,
      known === undefined || known === 'null' ? kind : kind === 'null' || kind === known ? known : 'mixed',
    );
    if (place.length > DEEPEST) continue;
    if (Array.isArray(value))
      for (const item of value.slice(0, 100)) open.push({ place: `${place}[]`, value: item });
    else if (typeof value === 'object' && value !== null) {
      for (const [key, member] of Object.entries(value))
        open.push({ place: `${place}.${key}`, value: member });
    }
  }
  return shape;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
