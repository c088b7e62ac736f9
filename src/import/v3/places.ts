/** A file that may be read: its name, where it stands, and where its bytes are. */
export interface TreeFile {
  readonly name: string;
  /** Relative to the directory that was named, with `/`. */
  readonly place: string;
  /** Absolute, with every link resolved. */
  readonly real: string;
}

/** Where the listing is. */
export interface At {
  readonly root: string;
  readonly folder: string;
  readonly place: string;
  readonly name: string;
}
