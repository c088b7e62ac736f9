import { readFileSync } from 'node:fs';
import path from 'node:path';

const PAGE = path.resolve(import.meta.dirname, '../../docs/gateways.md');

/** The rows of the table under a heading of `docs/gateways.md`, cell by cell; without its head. */
export function rowsUnder(heading: string): string[][] {
  const lines = readFileSync(PAGE, 'utf8').split('\n');
  const from = lines.indexOf(`## ${heading}`);
  const rest = lines.slice(from + 1);
  const end = rest.findIndex((line) => line.startsWith('## '));
  return rest
    .slice(0, end < 0 ? undefined : end)
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
}
