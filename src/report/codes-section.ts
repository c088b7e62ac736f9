import { type CodeSeen, percentSeen } from '../judge/codes.js';
import type { RunResult } from '../judge/result.js';
import { code as asCode, inline, table } from './markdown.js';
import { counted } from './text.js';

/** Rows of the table. */
const ROWS = 100;
/** Operations that a cell names. */
const NAMED = 3;

/** A code with what it is to the catalogue, in words. */
type CodeRow = CodeSeen & { readonly of: string };

export interface CodeTable {
  readonly sentence: string;
  /** What is to be looked at first comes first. */
  readonly rows: readonly CodeRow[];
}

/** Codes that were never seen, those that no catalogue knows, then the others; undefined where there are none. */
export function codeTable({ codes }: RunResult): CodeTable | undefined {
  const percent = codes && percentSeen(codes);
  if (!codes || (percent === undefined && codes.uncatalogued.length === 0)) return undefined;
  const never = codes.catalogued.filter(({ seen }) => seen.length === 0);
  const rows = [
    ...never.map((seen) => ({ ...seen, of: 'never seen' })),
    ...codes.uncatalogued.map((seen) => ({ ...seen, of: 'in no catalogue' })),
    ...codes.catalogued.filter(({ seen }) => seen.length > 0).map((seen) => ({ ...seen, of: '' })),
  ];
  const sentence =
    percent === undefined
      ? 'There is no error catalogue.'
      : `${codes.catalogued.length - never.length} of ${counted(codes.catalogued.length, 'code')} of the catalogue were seen (${percent} %).`;
  return { sentence, rows };
}

/** Which codes of the catalogue were provoked, by which operations, in which environment; then those that no catalogue knows. */
export function codesSection(result: RunResult): string {
  const found = codeTable(result);
  if (!found) return '';
  const names = result.identity.environments.map(({ name }) => name);
  const cells = found.rows
    .slice(0, ROWS)
    .map((row) => [asCode(row.code), row.of, ...names.map((name) => operationsIn(row, name))]);
  const more = found.rows.length > ROWS ? [`and ${found.rows.length - ROWS} more, in results.json`] : [];
  return ['## Error codes', found.sentence, table(['error_code', '', ...names], cells), ...more].join('\n\n');
}

function operationsIn({ seen }: CodeSeen, environment: string): string {
  const operations = seen
    .filter((place) => place.environment === environment)
    .map(({ operation }) => operation);
  const more = operations.length - NAMED;
  return [...operations.slice(0, NAMED).map(inline), ...(more > 0 ? [`${more} more`] : [])].join(', ');
}
