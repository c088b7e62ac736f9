import { oneLine } from '../contract/visible.js';
import type { Problem } from '../judge/result.js';
import { cut, listed } from '../report/text.js';

/** A problem in one line: rule, place, what was sent and what came back. */
export function problemLine({ rule, operations, environments, finding }: Problem): string {
  const where = [...operations.slice(0, 1), listed(environments)].join(', ');
  const more = operations.length > 1 ? ` (and ${operations.length - 1} more)` : '';
  return cut(oneLine(`${rule} at ${where}${more}: ${finding.sent} → ${finding.received}`), 300);
}
