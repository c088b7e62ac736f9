import type { Change } from '../changes.js';

/** Another way to be correct: what the document leaves open, done otherwise. */
export interface Variant {
  /** kebab-case. */
  readonly name: string;
  /** What is done otherwise, in one sentence. */
  readonly says: string;
  /** Paths of the endpoints that it shows on, where it shows on few; the proof tries it there. */
  readonly touches?: readonly string[];
  /** Requests that are added to the collection, of endpoints that only this one has. */
  readonly requests?: readonly Readonly<Record<string, unknown>>[];
  /** The stages that behave otherwise. */
  readonly apply: Change;
}
