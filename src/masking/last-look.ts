import { withWholeEscapes } from './escapes.js';
import { Hiding, type Span } from './hiding.js';
import type { Secrets } from './secrets.js';

/** Characters that are looked at and given on at once. */
const PIECE = 1 << 18;
/** Characters that wait for what follows: a secret may stand across two pieces. */
const OVERLAP = 1 << 14;

/** What a text is written in: what is put into it must leave it readable. */
export type Written = 'json' | 'html' | 'xml' | 'text';

/** A text of the suite's own, whose every byte counts: it is not looked through. */
export class Verbatim {
  constructor(readonly text: string) {}
}

/**
 * The last look at everything that leaves a run. What is masked in time is not found here; where a secret is (in the
 * name of an operation, say), its name takes its place, and whoever asked is told.
 */
export class LastLook {
  readonly #labels = new Hiding(false);
  #taken = 0;

  constructor(readonly secrets: Secrets) {}

  /** @param found gets the name of each secret that stood there */
  text(text: string, written: Written = 'text', found = new Set<string>()): string {
    const bytes = Buffer.from(text, 'utf8').toString('latin1');
    if (!this.secrets.standIn(bytes)) return text;
    return Buffer.from(this.#upTo(bytes, bytes.length, written, found).masked, 'latin1').toString('utf8');
  }

  /** The same of a text that comes in parts; a secret may stand across any number of them. */
  *pieces(
    parts: Iterable<string | Verbatim>,
    written: Written,
    found: Set<string>,
  ): Generator<string | Buffer> {
    let waiting = '';
    let piece = '';
    const look = (kept: number): Buffer => {
      const bytes = waiting + Buffer.from(piece, 'utf8').toString('latin1');
      const { masked, rest } = this.#upTo(bytes, bytes.length - kept, written, found);
      [waiting, piece] = [rest, ''];
      return Buffer.from(masked, 'latin1');
    };
    for (const part of parts) {
      if (part instanceof Verbatim) {
        yield look(0);
        yield part.text;
        continue;
      }
      piece += part;
      if (piece.length >= PIECE) yield look(OVERLAP);
    }
    yield look(0);
  }

  /** The text up to about a place, with names in place of secrets; and what is left of it, as it was. */
  #upTo(
    bytes: string,
    place: number,
    written: Written,
    found: Set<string>,
  ): { readonly masked: string; readonly rest: string } {
    let limit = withWholeEscapes(bytes, place, place).start;
    if (!this.secrets.standIn(bytes)) return { masked: bytes.slice(0, limit), rest: bytes.slice(limit) };
    this.#take();
    let masked = '';
    let done = 0;
    for (const span of this.#labels.spans(bytes)) {
      if (span.start >= limit) break;
      const instead = inPlaceOf(bytes, span, written);
      if (instead === undefined) continue;
      found.add(span.replacement);
      masked += bytes.slice(done, span.start) + instead;
      done = span.end;
      limit = Math.max(limit, done);
    }
    return { masked: masked + bytes.slice(done, limit), rest: bytes.slice(limit) };
  }

  /** Secrets that became known since. */
  #take(): void {
    if (this.#taken === this.secrets.count) return;
    this.#taken = this.secrets.count;
    for (const [{ text, how }, label] of this.secrets.forms()) this.#labels.set(text, label, how);
  }
}

/** A quote that no backslash escapes ends a string of JSON: what goes on behind it is no text. */
const QUOTE = /(?<!\\)(?:\\\\)*"/;
const MARKUP = /<\/|\/>|></;

/** Undefined where what was found is not one text: it runs across the marks of the format. */
function inPlaceOf(bytes: string, { start, end, replacement }: Span, written: Written): string | undefined {
  const stood = bytes.slice(start, end);
  if ((written === 'json' || written === 'html') && QUOTE.test(stood)) return undefined;
  if ((written === 'xml' || written === 'html') && MARKUP.test(stood)) return undefined;
  // A number of JSON stays one.
  const bare =
    /^\d+$/.test(stood) &&
    /[\s:,[\d.-]/.test(bytes.charAt(start - 1)) &&
    /[\s,}\]\d.eE]/.test(bytes.charAt(end));
  return bare && written !== 'text' ? '9'.repeat(stood.length) : replacement;
}

/** What is told of secrets that the last look found, by the name of the file. */
export function tellings(found: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const labels = new Set([...found.values()].flatMap((each) => [...each]));
  return [...labels].map((label) => {
    const files = [...found].flatMap(([file, each]) => (each.has(label) ? [file] : []));
    return `${label} stood in clear in ${files.join(', ')}: its name was put in its place (docs/masking.md)`;
  });
}
