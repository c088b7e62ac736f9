import { visible } from '../../contract/visible.js';
import { type DiffReport, groupsOf, summaryOf } from './report.js';

/** The comparison as Markdown, a table for each severity. */
export function diffMarkdown(report: DiffReport): string {
  const groups = groupsOf(report.differences).map(({ severity, members }) => {
    const rows = members.map(({ id, place, says }) => `| \`${id}\` | ${cell(place)} | ${cell(says)} |`);
    return `## ${severity} (${members.length})\n\n| id | place | difference |\n|---|---|---|\n${rows.join('\n')}\n`;
  });
  return `${['# Contract diff\n', `${escaped(summaryOf(report))}\n`, ...groups].join('\n')}`;
}

function cell(text: string): string {
  return escaped(text).replace(/[\r\n]+/g, ' ');
}

/** What Markdown or HTML would take for its own stands there as it is. */
function escaped(text: string): string {
  return visible(text)
    .replace(/[\\`*_{}[\]|]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');
}
