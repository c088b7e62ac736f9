import { visible } from '../contract/visible.js';

/** A text inside a line of Markdown: nothing in it is taken for markup, HTML, a mention or a table's border. */
export function inline(text: string): string {
  return visible(text)
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]<>#|~&@]/g, (character) =>
      character === '<'
        ? '&lt;'
        : character === '@'
          ? '&#64;'
          : character === '&'
            ? '&amp;'
            : `\\${character}`,
    );
}

/** A text as code inside a line. */
export function code(text: string): string {
  const line = visible(text).replace(/\s+/g, ' ');
  const fence = '`'.repeat(longestRun(line) + 1);
  const padded = line.startsWith('`') || line.endsWith('`') ? ` ${line} ` : line;
  return `${fence}${padded}${fence}`;
}

/** A block of code; its fence is longer than any run of backticks in it. */
export function block(text: string, language = ''): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}${language}\n${visible(text)}\n${fence}`;
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
