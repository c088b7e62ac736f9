import type { Contract } from '../contract/model.js';
import { placeName } from '../contract/promises.js';

/** Tells the fields by which errors say what they are (`D4`): reports need them to speak of an error. */
export function errorNames({ config }: Contract): (name: string, status: number) => boolean {
  const { code, type } = config.promises.errors ?? {};
  const names = new Set([code, type].flatMap((place) => (place === undefined ? [] : [placeName(place)])));
  // In a success, a field that is called `code` may be anything.
  return (name, status) => names.has(name) && (status >= 400 || name.startsWith('error_'));
}
