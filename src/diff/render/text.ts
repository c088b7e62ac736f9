import { oneLine } from '../../contract/visible.js';
import { type DiffReport, groupsOf, summaryOf } from './report.js';

/**
 * The comparison for a terminal.
 *
 * @param strong marks headings, such as `picocolors.bold`
 */
export function diffText(report: DiffReport, strong: (text: string) => string): string {
  const groups = groupsOf(report.differences).map(({ severity, members }) => {
    const width = Math.max(...members.map(({ id }) => id.length));
    const lines = members.map(
      ({ id, place, says }) => `  ${id.padEnd(width)}  ${oneLine(`${place}: ${says}`)}`,
    );
    return `${strong(`${severity} (${members.length})`)}\n${lines.join('\n')}\n\n`;
  });
  return `${groups.join('')}${summaryOf(report)}\n`;
}
