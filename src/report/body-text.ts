import { asText } from '../contract/body.js';
import { type Json, parseJson } from '../contract/json.js';
import { counted, cut } from './text.js';

/** Characters of a body that a report shows. */
const SHOWN = 2000;
/** A body longer than this is not spread over lines. */
const SPREAD = 800;

export type Body =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'binary'; readonly bytes: number; readonly start: string };

/** Bodies of answers that were read from a report: cut already, they are shown as they stood there. */
const SHOWN_BEFORE = new WeakMap<Buffer, { readonly body: Body; readonly requestId?: string }>();

/** What stands for the body of an answer that only a report is left of. */
export function bodyShown(body: Body, requestId?: string): Buffer {
  const bytes = Buffer.from(body.kind === 'text' ? body.text : '');
  SHOWN_BEFORE.set(bytes, { body, ...(requestId !== undefined && { requestId }) });
  return bytes;
}

/** The request_id that a report told with the body of its answer. */
export const requestIdShown = (body: Buffer): string | undefined => SHOWN_BEFORE.get(body)?.requestId;

/** The body of a request, as it was sent. */
export function sentBody(body: Buffer | undefined): Body | undefined {
  return body && shown(body, (text) => text);
}

/** The body of an answer as a finding keeps it, short JSON spread over lines. */
export function receivedBody(body: Buffer): Body | undefined {
  const before = SHOWN_BEFORE.get(body)?.body;
  if (before) return before.kind === 'text' && before.text === '' ? undefined : before;
  return shown(body, (text) => {
    const json = text.length <= SPREAD ? compactJson(text) : undefined;
    return json === undefined ? text : JSON.stringify(json, null, 2);
  });
}

/** One text for a body of either kind. */
export function bodyText(body: Body): string {
  if (body.kind === 'text') return body.text;
  return `(${counted(body.bytes, 'byte')} that are no text, beginning ${body.start})`;
}

function shown(body: Buffer, present: (text: string) => string): Body | undefined {
  if (body.length === 0) return undefined;
  const text = asText(body);
  if (text !== undefined) return { kind: 'text', text: cut(present(text), SHOWN) };
  return { kind: 'binary', bytes: body.length, start: body.subarray(0, 16).toString('hex') };
}

/** The value, only where nothing of the text is lost by it: doubled keys and odd numbers must stay visible. */
function compactJson(text: string): Json | undefined {
  try {
    const value = parseJson(text);
    const faithful = [JSON.stringify(value), JSON.stringify(value, null, 2)].includes(text.trimEnd());
    return faithful ? value : undefined;
  } catch {
    return undefined;
  }
}
