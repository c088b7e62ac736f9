import { type CodeSeen, percentSeen } from '../judge/codes.js';
import type { RunResult } from '../judge/result.js';
import { code as asCode, inline, table } from './markdown.js';
import { counted } from './text.js';

/** Rows of the table. */
const ROWS = 100;
/** Operations that a cell names. */
const NAMED = 3;

/** Which codes of the catalogue were provoked, by which operations, in which environment; then those that no catalogue knows. */
export function codesSection({ codes, identity }: RunResult): string {
  const percent = codes && percentSeen(codes);
  if (!codes || (percent === undefined && codes.uncatalogued.length === 0)) return '';
  const never = codes.catalogued.filter(({ seen }) => seen.length === 0);
  const rows = [
    ...never.map((seen) => ({ ...seen, of: 'never seen' })),
    ...codes.uncatalogued.map((seen) => ({ ...seen, of: 'in no catalogue' })),
    ...codes.catalogued.filter(({ seen }) => seen.length > 0).map((seen) => ({ ...seen, of: '' })),
  ];
  const names = identity.environments.map(({ name }) => name);
  const cells = rows
    .slice(0, ROWS)
    .map((row) => [asCode(row.code), row.of, ...names.map((name) => operationsIn(row, name))]);
  const more = rows.length > ROWS ? [`and ${rows.length - ROWS} more, in results.json`] : [];
  const sentence =
    percent === undefined
      ? 'There is no error catalogue.'
      : `${codes.catalogued.length - never.length} of ${counted(codes.catalogued.length, 'code')} of the catalogue were seen (${percent} %).`;
  return ['## Error codes', sentence, table(['error_code', '', ...names], cells), ...more].join('\n\n');
}

function operationsIn({ seen }: CodeSeen, environment: string): string {
  const operations = seen
    .filter((place) => place.environment === environment)
    .map(({ operation }) => operation);
  const more = operations.length - NAMED;
  return [...operations.slice(0, NAMED).map(inline), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
