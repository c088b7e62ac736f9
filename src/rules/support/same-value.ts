import { isRecord, type Step } from '../../contract/places.js';

/** A value of a document that is compared as one: a scalar, or a list of scalars. */
export interface Value {
  readonly path: readonly Step[];
  readonly value: unknown;
}

/** Values of a document; a list of scalars is one value. */
export function* valuesIn(document: unknown): Generator<Value> {
  const open: Value[] = [{ path: [], value: document }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { path, value } = next;
    const whole = Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null);
    if (typeof value !== 'object' || value === null || whole) {
      yield next;
      continue;
    }
    for (const [key, member] of Object.entries(value).reverse())
      open.push({ path: [...path, Array.isArray(value) ? Number(key) : key], value: member });
  }
}

/** Whether two values say the same: dates in another form, numbers as text and the case of an e-mail address are open. */
export function sameValue(sent: unknown, got: unknown): boolean {
  if (sent === got) return true;
  if (Array.isArray(sent) && Array.isArray(got)) return sameList(sent, got);
  if (isRecord(sent) || isRecord(got)) return false;
  if (typeof sent === 'number' || typeof got === 'number')
    return sent !== '' && got !== '' && sent !== null && got !== null && Number(sent) === Number(got);
  if (typeof sent !== 'string' || typeof got !== 'string') return false;
  if (sent.includes('@')) return sent.toLowerCase() === got.toLowerCase();
  return sameMoment(sent, got);
}

/** Whether two texts are dates, in one form or two, of the same moment. */
export const sameMoment = (sent: unknown, got: unknown): boolean =>
  typeof sent === 'string' &&
  typeof got === 'string' &&
  DATE.test(sent) &&
  DATE.test(got) &&
  Date.parse(sent) === Date.parse(got);

const DATE = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d|$)/;

/** The order of a list of scalars is open. */
function sameList(sent: readonly unknown[], got: readonly unknown[]): boolean {
  const left = [...got];
  return (
    sent.length === got.length &&
    sent.every((value) => {
      const at = left.findIndex((other) => sameValue(value, other));
      if (at >= 0) left.splice(at, 1);
      return at >= 0;
    })
  );
}
