/** A document that was read: a file's, or what a server sent. */
export interface TextSource {
  readonly kind: 'text';
  readonly text: string;
  /** File, URL without its query, or `Postman collection <uid>`: where errors say that they are. */
  readonly place: string;
}

/** A directory, as Postman writes a collection v3. */
interface DirectorySource {
  readonly kind: 'directory';
  /** Absolute path. */
  readonly directory: string;
  readonly place: string;
}

export type Source = TextSource | DirectorySource;

export interface SourceOptions {
  /** The folder that a relative path starts from. */
  readonly cwd: string;
  /** `POSTMAN_API_KEY` and the proxies are looked for here. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Extra CA certificates, PEM, beside the root bundle (`D6`). */
  readonly extraCa?: string;
  /** Where the Postman API is. */
  readonly postmanApi?: string;
  /** Bytes that a document may have at most. */
  readonly cap?: number;
  /** Milliseconds for a whole download. */
  readonly timeout?: number;
}
