import { holdsConsumerData } from '../contract/consumer-data.js';
import { isObject } from '../contract/json.js';
import type { Json } from '../contract/model.js';

const MASK = '***';
/** A scalar under its key, in JSON that does not parse: cut off, or broken. */
const FIELD = /"((?:[^"\\]|\\.){1,60})"(\s*:\s*)("(?:[^"\\]|\\.)*"?|-?\d[\d.eE+-]*)/g;

/** Masks consumer data in a JSON value; what was itself sent in the request is no secret of the answer. */
export function maskedJson(value: Json, sent: string, consumer = false): Json {
  if (Array.isArray(value)) return value.map((item) => maskedJson(item, sent, consumer));
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [
        key,
        maskedJson(part, sent, consumer || holdsConsumerData(key)),
      ]),
    );
  }
  const telling = typeof value === 'string' || typeof value === 'number';
  return consumer && telling && value !== '' && !wasSent(JSON.stringify(value), sent) ? MASK : value;
}

/** Only names, kinds and lengths of a JSON value (`D9`); what was itself sent in the request is shown. */
export function shapeOf(value: Json, sent: string): Json {
  if (Array.isArray(value)) return value.map((item) => shapeOf(item, sent));
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shapeOf(part, sent)]));
  }
  if (typeof value === 'string' && value !== '' && !wasSent(JSON.stringify(value), sent))
    return `(text of ${value.length})`;
  return typeof value === 'number' && !wasSent(JSON.stringify(value), sent)
    ? `(number of ${String(value).length})`
    : value;
}

/** The same for a text that is no whole JSON. */
export function maskedText(text: string, sent: string): string {
  return text.replace(FIELD, (whole, key: string, between: string, value: string) => {
    const shown = !holdsConsumerData(key) || value === '""' || wasSent(value, sent);
    return shown ? whole : `"${key}"${between}"${MASK}"`;
  });
}

/** As a whole JSON value, or as a part of the address. */
function wasSent(value: string, sent: string): boolean {
  const at = sent.indexOf(value);
  return at >= 0 && (value.startsWith('"') || !/\d/.test(sent[at + value.length] ?? ''));
}
