import type { DataRow } from '../settings/settings.js';
import type { EnvironmentDrive } from './environment-drive.js';
import type { RunRows } from './newman/protocol.js';

/**
 * The rows of a run that is about one of them.
 *
 * @param values in place of those of the row
 */
export function rowsOf(
  { settings }: EnvironmentDrive,
  row: number,
  values: Readonly<Record<string, string>> = {},
): RunRows | undefined {
  const rows = settings.data?.rows;
  // Scripts are told how many rows there are; no more than their own has to reach the other thread.
  const all = rows?.map((own, index) => (index === row ? replaced(own, values) : NO_ROW));
  return all && { all, first: row, last: row };
}

const NO_ROW: DataRow = {};

function replaced(row: DataRow, values: Readonly<Record<string, string>>): DataRow {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, Object.hasOwn(values, name) ? values[name] : value]),
  );
}
