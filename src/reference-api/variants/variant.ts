import type { Change } from '../changes.js';

/** Another way to be correct: what the document leaves open, done otherwise. */
export interface Variant {
  /** kebab-case. */
  readonly name: string;
  /** What is done otherwise, in one sentence. */
  readonly says: string;
  /** Paths of the endpoints that it shows on, where it shows on few; the proof tries it there. */
  readonly touches?: readonly string[];
  /** The stages that behave otherwise. */
  readonly apply: Change;
}
