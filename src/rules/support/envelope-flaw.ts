import { isRecord } from '../../contract/places.js';

/** What an error body lacks of the documented envelope (`D4`), e.g. `no error_code`; undefined where it is whole. */
export function envelopeFlaw(json: unknown): string | undefined {
  if (json === undefined) return 'a body that is no JSON';
  if (!isRecord(json)) return 'JSON that is no object';
  return ['error_code', 'error_type'].map((key) => flaw(json, key)).find((text) => text !== undefined);
}

function flaw(json: Record<string, unknown>, key: string): string | undefined {
  if (!Object.hasOwn(json, key)) return `no ${key}`;
  const value = json[key];
  if (typeof value !== 'string') return `${key} that is no string`;
  return value.trim() === '' ? `${key} that is empty` : undefined;
}
