import { isObject, own, scalarText } from '../contract/json.js';
import type { Operation } from '../contract/model.js';
import { jsonOf } from '../contract/places.js';
import { postman } from './postman.js';

/** The raw text of the body's template, where it has one. */
export function rawBody({ request }: Operation): string | undefined {
  const body = own(request, 'body');
  return isObject(body) && own(body, 'disabled') !== true && own(body, 'mode') === 'raw'
    ? scalarText(own(body, 'raw'))
    : undefined;
}

/** JSON in which templates stand, as it can be read and changed. */
export interface TemplateJson {
  readonly json: unknown;
  /** Whether a template makes the value, or a part of it. */
  isMade(value: unknown): boolean;
  /** The template that makes the value, or a part of it. */
  templateOf(value: unknown): string | undefined;
  /** The text of another such value, its templates where they stood. */
  text(json: unknown): string;
}

/** A template outside of quotes, in the place of a value. */
export const BARE_TEMPLATE = /(?=\{\{)(?<=[:[,]\s*)\{\{([^{}]+)\}\}(?=\s*[,}\]])/g;
/** A number that nobody writes, which stands for a template. */
const MARK = 910_000_000_000_000;

/** The raw body where it is JSON, comments and bare templates (`{"n": {{n}}}`) left aside; undefined where it is none. */
export function templateJson(operation: Operation): TemplateJson | undefined {
  const raw = rawBody(operation);
  if (raw === undefined) return undefined;
  const templates: string[] = [];
  const marked = raw.replace(BARE_TEMPLATE, (template) => String(MARK + templates.push(template) - 1));
  const json = jsonOf(marked) ?? jsonOf(postman().withoutComments(marked));
  if (json === undefined) return undefined;
  const text = (changed: unknown): string =>
    templates.reduce(
      (made, template, at) => made.replaceAll(String(MARK + at), () => template),
      JSON.stringify(changed, null, 2),
    );
  const templateOf = (value: unknown): string | undefined =>
    typeof value === 'string' && value.includes('{{')
      ? value
      : templates.find((_, at) => value === MARK + at);
  const isMade = (value: unknown): boolean =>
    String(value).includes('{{') || templates.some((_, at) => String(value).includes(String(MARK + at)));
  return { json, isMade, templateOf, text };
}

/** The operation with another raw text in its body. */
export function withRawBody(operation: Operation, raw: string): Operation {
  const body = own(operation.request, 'body');
  return {
    ...operation,
    request: { ...operation.request, body: { ...(isObject(body) ? body : {}), mode: 'raw', raw } },
  };
}
