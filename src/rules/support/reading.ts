import { readingOf } from '../../contract/body.js';
import type { Answer, Exchange } from '../../contract/exchange.js';
import { header } from '../../contract/exchange.js';

/** An answer's body as rules look at it; read once however many rules ask. */
export interface Reading {
  readonly answer: Answer;
  readonly text: string;
  /** Undefined where the body is no JSON. */
  readonly json: unknown;
}

/** The answer's body, or undefined where nothing came back. */
export function read({ outcome: answer }: Exchange): Reading | undefined {
  if (answer.kind === 'none') return undefined;
  const { text, json } = readingOf(answer.body);
  return { answer, text, json };
}

/** The media type without its parameters, in lower case. */
export function mediaType(answer: Answer): string | undefined {
  return header(answer.headers, 'content-type')?.split(';')[0]?.trim().toLowerCase();
}
