import type { Answer, Exchange } from '../../contract/exchange.js';
import { header } from '../../contract/exchange.js';
import { isRecord, jsonOf } from '../../contract/places.js';

/** An answer's body as rules look at it; read once however many rules ask. */
export interface Reading {
  readonly answer: Answer;
  readonly text: string;
  /** Undefined where the body is no JSON. */
  readonly json: unknown;
  readonly code?: string;
  readonly type?: string;
}

const readings = new WeakMap<Exchange, Reading>();

/** The answer's body, or undefined where nothing came back. */
export function read(exchange: Exchange): Reading | undefined {
  const known = readings.get(exchange);
  if (known || exchange.outcome.kind === 'none') return known;
  const answer = exchange.outcome;
  const text = answer.body.toString('utf8');
  const json = jsonOf(text.startsWith('\uFEFF') ? text.slice(1) : text);
  const reading = { answer, text, json, ...envelope(json) };
  readings.set(exchange, reading);
  return reading;
}

/** The media type without its parameters, in lower case. */
export function mediaType(answer: Answer): string | undefined {
  return header(answer.headers, 'content-type')?.split(';')[0]?.trim().toLowerCase();
}

function envelope(json: unknown): { code?: string; type?: string } {
  if (!isRecord(json)) return {};
  const { error_code: code, error_type: type } = json;
  return { ...(typeof code === 'string' && { code }), ...(typeof type === 'string' && { type }) };
}
