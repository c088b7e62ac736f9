import { mayHoldCredential } from '../contract/secret-names.js';

/**
 * Secrets that would be found by chance: too short, or words that the contract and the reports use themselves. They are
 * known only where they stand alone, and as a credential: a segment of a path, a header or cookie, a field or a
 * parameter that is named for one.
 */
export class PlacedSecrets {
  readonly #by = new Map<string, string>();
  #segment = /(?!)/g;

  set(text: string, replacement: string): void {
    if (text.length === 0 || this.#by.has(text)) return;
    this.#by.set(text, replacement);
    const any = [...this.#by.keys()].map((known) => known.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|');
    this.#segment = new RegExp(`(?<=/)(?:${any})(?=[/?#\\s"']|$)`, 'g');
  }

  get none(): boolean {
    return this.#by.size === 0;
  }

  /** Replaces whole segments of paths. */
  inPaths(text: string): string {
    return this.none ? text : text.replace(this.#segment, (found) => this.#by.get(found) ?? found);
  }

  /** Replaces a credential, under any scheme, and segments of paths. */
  inHeader(name: string, value: string): string {
    if (this.none) return value;
    if (/^(?:set-)?cookie$/i.test(name)) return this.#inCookies(value);
    const [, scheme = '', credential = ''] = /^((?:[A-Za-z]+ +)?)(.*)$/s.exec(value) ?? [];
    const hidden = mayHoldCredential(name) ? this.#by.get(credential) : undefined;
    return hidden === undefined ? this.inPaths(value) : scheme + hidden;
  }

  /** Replaces what is the whole of a field of JSON, or of a parameter of a query or form, that is named for a secret. */
  inFields(text: string): string {
    if (this.none) return text;
    let changed = text;
    for (const [secret, replacement] of this.#by) {
      const written = JSON.stringify(secret).slice(1, -1);
      for (const form of new Set([secret, written, encodeURIComponent(secret)]))
        changed = withField(changed, form, replacement);
    }
    return changed;
  }

  #inCookies(value: string): string {
    return value.replace(/(=)([^;]*)/g, (whole, equals: string, held: string) => {
      const hidden = this.#by.get(held.trim());
      return hidden === undefined ? whole : equals + hidden;
    });
  }
}

/** Characters of a name before a value. */
const NAME = 64;
const FIELD = /"([^"\\]{1,48})"\s*:\s*"$/;
const PARAMETER = /(?:^|[?&\s"'])([\w.[\]-]{1,48})=$/;

function withField(text: string, secret: string, replacement: string): string {
  let written = '';
  let done = 0;
  for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + secret.length)) {
    const before = text.slice(Math.max(0, at - NAME), at);
    const after = text.charAt(at + secret.length);
    const name = after === '"' ? FIELD.exec(before)?.[1] : undefined;
    const found = name ?? (/^(?:[&#\s"']|)$/.test(after) ? PARAMETER.exec(before)?.[1] : undefined);
    if (found === undefined || !mayHoldCredential(found)) continue;
    written += text.slice(done, at) + replacement;
    done = at + secret.length;
  }
  return done === 0 ? text : written + text.slice(done);
}
