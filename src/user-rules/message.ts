import { type Exchange, type Header, header } from '../contract/exchange.js';
import { jsonOf, valueAt } from '../contract/places.js';
import { read } from '../rules/support/reading.js';

/** A request or an answer as rules of a workspace look at it. Secrets stand in it under other names. */
export interface Message {
  readonly headers: readonly Header[];
  /** The value of a header, matched without case; the first where it is repeated. */
  header(name: string): string | undefined;
  readonly text: string;
  /** The body parsed; undefined where it is no JSON. */
  readonly json: unknown;
  /** The value at a dotted path of the JSON body, e.g. `customer.email` or `items.0.id`; undefined where there is none. */
  value(path: string): unknown;
}

export interface SeenAnswer extends Message {
  readonly status: number;
  readonly body: Buffer;
}

export interface SentRequest extends Message {
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
}

/** What came back, with its JSON at hand; undefined where nothing came back. */
export function answerOf(exchange: Exchange): SeenAnswer | undefined {
  const reading = read(exchange);
  if (!reading) return undefined;
  const { answer, text, json } = reading;
  return { status: answer.status, body: answer.body, ...message(answer.headers, text, json) };
}

/** What was sent, with its JSON at hand. */
export function requestOf({ request }: Exchange): SentRequest {
  const { method, target, headers, body } = request;
  const text = body?.toString('utf8') ?? '';
  return { method, target, ...message(headers, text, jsonOf(text)) };
}

function message(headers: readonly Header[], text: string, json: unknown): Message {
  return {
    headers,
    text,
    json,
    header: (name) => header(headers, name),
    value: (path) => valueAt(json, path.split('.')),
  };
}
