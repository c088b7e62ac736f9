/** Which kind of JSON a value is, null being an object. */
export const kind = (value: unknown): string => (Array.isArray(value) ? 'array' : typeof value);
