import type { EnvironmentName } from './exchange.js';

/** Something that a run created and did not delete. */
export interface Leftover {
  readonly environment: EnvironmentName;
  /** The base URL, with the placeholder `{CLIENT_ID}`: elsewhere, the identifier is that of something else. */
  readonly server: string;
  /** What it is, in one word of the path or name that created it: `article`. */
  readonly kind: string;
  /** The operation that created it. */
  readonly operation: string;
  /** Missing where no answer showed it, or where it may not be written down. */
  readonly identifier?: string;
  /** The variables that its deletion needs, the identifier among them. */
  readonly values: Readonly<Record<string, string>>;
  readonly why: string;
}
