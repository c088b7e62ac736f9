import { isUtf8 } from 'node:buffer';
import { jsonOf } from './places.js';

/** A body as text and as JSON, each read when it is first asked for, and once. */
export class BodyReading {
  #text: string | undefined;
  #json: { readonly value: unknown } | undefined;

  constructor(readonly bytes: Buffer) {}

  /** As UTF-8, without a byte order mark; what is none becomes U+FFFD. */
  get text(): string {
    if (this.#text === undefined) {
      const text = this.bytes.toString('utf8');
      this.#text = text.startsWith('\uFEFF') ? text.slice(1) : text;
    }
    return this.#text;
  }

  /** Undefined where the body is no JSON. */
  get json(): unknown {
    this.#json ??= { value: jsonOf(this.text) };
    return this.#json.value;
  }

  get isUtf8(): boolean {
    return isUtf8(this.bytes);
  }
}

/** Bytes as text, where they are UTF-8; a character that was cut at the end is left out. */
export function asText(body: Buffer): string | undefined {
  const text = body.toString('utf8').replace(/\uFFFD$/, '');
  return text.includes('\uFFFD') || text.includes('\0') ? undefined : text;
}

/** Bytes of bodies whose readings are kept; one that is larger is kept alone. */
const KEPT = 512 * 1024;
/** Bytes that a small body takes all the same: it holds the block that it was cut from. */
const BLOCK = 8 * 1024;
const sizeOf = ({ length }: Buffer): number => Math.max(length, BLOCK);
const recent = new Map<Buffer, BodyReading>();
let kept = 0;

/**
 * The reading of a body. Whoever looks at an answer looks at it right after the others did, so only the latest are
 * kept: text and JSON take several times the memory of the bytes.
 */
export function readingOf(body: Buffer): BodyReading {
  const known = recent.get(body);
  if (known) return known;
  const reading = new BodyReading(body);
  recent.set(body, reading);
  kept += sizeOf(body);
  for (const oldest of recent.keys()) {
    if (kept <= KEPT || oldest === body) break;
    recent.delete(oldest);
    kept -= sizeOf(oldest);
  }
  return reading;
}
