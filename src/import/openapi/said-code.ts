/** One place of a document that gives a code. */
export interface SaidCode {
  readonly code: string;
  readonly type: string | undefined;
  readonly statuses: readonly number[];
  /** Texts beside it that may say what provokes it. */
  readonly texts: readonly string[];
  readonly place: string;
}
