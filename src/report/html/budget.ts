/** How much of a run the page carries. */
export interface Budget {
  /** Cases that are listed one by one. */
  readonly cases: number;
  /** Characters of each list of texts. */
  readonly texts: number;
  /** Characters of what failed cases show. */
  readonly evidence: number;
}

const WHOLE: Budget = { cases: 60_000, texts: 800_000, evidence: 2_000_000 };

/** Budgets to try, each half of the one before: the first is enough for nearly every run. */
export function budgets(): Budget[] {
  return Array.from({ length: 10 }, (_, halvings) => ({
    cases: Math.floor(WHOLE.cases / 2 ** halvings),
    texts: Math.floor(WHOLE.texts / 2 ** halvings),
    evidence: Math.floor(WHOLE.evidence / 2 ** halvings),
  }));
}
