import { SHORTEST } from './needles.js';

/** Secrets too short to be looked for everywhere: they are known only where they stand alone. */
export class ShortSecrets {
  readonly #by = new Map<string, string>();
  #segment = /(?!)/g;

  set(text: string, replacement: string): void {
    if (text.length === 0 || text.length >= SHORTEST || this.#by.has(text)) return;
    this.#by.set(text, replacement);
    const any = [...this.#by.keys()].map((known) => known.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|');
    this.#segment = new RegExp(`(?<=/)(?:${any})(?=[/?#\\s"']|$)`, 'g');
  }

  /** Replaces whole segments of paths. */
  inPaths(text: string): string {
    return this.#by.size === 0 ? text : text.replace(this.#segment, (found) => this.#by.get(found) ?? found);
  }

  /** Replaces a credential, under any scheme, and segments of paths. */
  inHeader(name: string, value: string): string {
    if (this.#by.size === 0) return value;
    const [, scheme = '', credential = ''] = /^((?:[A-Za-z]+ +)?)(.*)$/s.exec(value) ?? [];
    const hidden = /auth|key|token|secret|client/i.test(name) ? this.#by.get(credential) : undefined;
    return hidden === undefined ? this.inPaths(value) : scheme + hidden;
  }
}
