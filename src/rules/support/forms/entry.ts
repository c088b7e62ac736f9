/** One pair of a form, or one of its parts. */
export interface Entry {
  readonly name: string;
  /** What stands for the content of a file is `FILE`. */
  readonly text: string;
  /** Its bytes, as they stand in the body. */
  readonly bytes: Buffer;
}

/** How a kind of form is read and written. */
export interface Form {
  readonly entries: readonly Entry[];
  /** The bytes of an entry with another text; of a new one where there is none before. */
  written(name: string, text: string, before?: Entry): Buffer;
  body(entries: readonly Buffer[]): Buffer;
}

/** In the place of what a file holds. */
export const FILE = '\uE001';
