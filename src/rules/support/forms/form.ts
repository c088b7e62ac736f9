import { header, type WireRequest } from '../../../contract/exchange.js';
import { jsonOf } from '../../../contract/places.js';
import type { Form } from './entry.js';
import { multipart } from './multipart.js';
import { urlencoded } from './urlencoded.js';

/** The form that a request carries; undefined where it carries none. */
export function formOf({ headers, body }: WireRequest): Form | undefined {
  const type = header(headers, 'content-type') ?? '';
  if (!body) return undefined;
  // JSON under the name of a form is no form.
  if (/^\s*application\/x-www-form-urlencoded\b/i.test(type))
    return typeof jsonOf(body.toString('utf8')) === 'object' ? undefined : urlencoded(body);
  if (!/^\s*multipart\/form-data\b/i.test(type)) return undefined;
  const [, quoted, boundary = quoted] = /;\s*boundary=(?:"([^"]*)"|([^\s;]+))/i.exec(type) ?? [];
  return boundary === undefined ? undefined : multipart(body, boundary);
}

/** What a form holds, by its names; where a name is repeated, its texts in their order. */
export type Values = Readonly<Record<string, string | readonly string[]>>;

export function valuesOf({ entries }: Pick<Form, 'entries'>): Values {
  const found = new Map<string, string[]>();
  for (const { name, text } of entries) found.set(name, [...(found.get(name) ?? []), text]);
  return Object.fromEntries(
    [...found].map(([name, texts]) => [name, texts.length === 1 ? (texts[0] ?? '') : texts]),
  );
}

/** The body of the form with other values: what is as before keeps its bytes and its place. */
export function withValues(form: Form, values: Values): Buffer {
  const left = new Map(Object.entries(values).map(([name, value]) => [name, [value].flat()]));
  const kept = form.entries.flatMap((entry) => {
    const text = left.get(entry.name)?.shift();
    if (text === undefined) return [];
    return [text === entry.text ? entry.bytes : form.written(entry.name, text, entry)];
  });
  const added = [...left].flatMap(([name, texts]) => texts.map((text) => form.written(name, text)));
  return form.body([...kept, ...added]);
}
