import type { Difference } from '../difference.js';
import { SEVERITIES, type Severity } from '../severity.js';

/** A comparison as it is shown. */
export interface DiffReport {
  /** The two versions as named on the command line. */
  readonly before: string;
  readonly after: string;
  /** False where one is a collection alone, so that schemas and error codes were not compared. */
  readonly whole: boolean;
  readonly differences: readonly Difference[];
}

export function countsOf(differences: readonly Difference[]): Record<Severity, number> {
  const count = (severity: Severity): number =>
    differences.filter((each) => each.severity === severity).length;
  return { breaking: count('breaking'), compatible: count('compatible'), cosmetic: count('cosmetic') };
}

/** The severities that there are, the worst first, each with its differences. */
export function groupsOf(
  differences: readonly Difference[],
): { severity: Severity; members: Difference[] }[] {
  return SEVERITIES.map((severity) => ({
    severity,
    members: differences.filter((difference) => difference.severity === severity),
  })).filter(({ members }) => members.length > 0);
}

/** `2 breaking, 1 compatible, 0 cosmetic differences`. */
export function summaryOf({ before, after, differences, whole }: DiffReport): string {
  const counts = countsOf(differences);
  const told = SEVERITIES.map((severity) => `${counts[severity]} ${severity}`).join(', ');
  const what = differences.length === 0 ? 'no difference' : `${told} differences`;
  const apart = whole ? '' : '. Schemas and error codes were not compared: a collection alone has none';
  return `${before} → ${after}: ${what}${apart}`;
}
