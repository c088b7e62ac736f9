/** JSON as the import writes it: the same value gives the same bytes. */
export function jsonText(json: unknown): string {
  return `${JSON.stringify(json, null, 2)}\n`;
}
