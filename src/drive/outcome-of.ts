/** What a rule's own code gives, or the message of the error that it throws: a run goes on without it. */
export function outcomeOf<T>(code: () => T): T | string {
  try {
    return code();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
