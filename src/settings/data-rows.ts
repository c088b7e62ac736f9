import path from 'node:path';
import { FileFault, LARGEST_SETTINGS, readBounded } from '../contract/bounded-file.js';
import { ContractError } from '../contract/errors.js';
import { ENVIRONMENTS, type EnvironmentName } from '../contract/exchange.js';
import { dataFileParts } from './data-file.js';
import type { DataRow, DataRows } from './settings.js';

/** `--data FILE`, for both environments, or `--data sandbox=FILE`. */
export interface DataOption {
  readonly environment?: EnvironmentName;
  readonly file: string;
}

export type DataByEnvironment = Readonly<Partial<Record<EnvironmentName, DataRows>>>;

/**
 * Reads the data rows of each environment, with the values that newman gives them.
 *
 * @throws ContractError USAGE, DATA_INVALID
 */
export async function readData(
  workspace: string,
  options: readonly DataOption[],
): Promise<DataByEnvironment> {
  const files = new Map<EnvironmentName, string>();
  for (const { environment, file } of options) {
    for (const name of environment ? [environment] : ENVIRONMENTS) {
      const before = files.get(name);
      if (before !== undefined && before !== file) throw twice(name, before, file);
      files.set(name, file);
    }
  }
  const read = new Map<string, Promise<DataRows>>();
  for (const file of files.values()) read.set(file, read.get(file) ?? rowsIn(workspace, file));
  const found = await Promise.all(
    [...files].map(async ([name, file]) => [name, await read.get(file)] as const),
  );
  return Object.fromEntries(found);
}

async function rowsIn(workspace: string, file: string): Promise<DataRows> {
  if (/^https?:\/\//i.test(file))
    throw invalid(file, 'it is a URL', 'Fetch it before the run, and name the file');
  const bytes = await readBounded(path.resolve(workspace, file), LARGEST_SETTINGS).catch((error: unknown) => {
    if (!(error instanceof FileFault)) throw error;
    throw invalid(file, error.fact, 'Name a CSV file, or a JSON file with a list of objects');
  });
  const rows = parsed(file, bytes);
  if (!Array.isArray(rows))
    throw invalid(file, 'its JSON is no list', 'Write a list of objects: [{ … }, { … }]');
  if (rows.length === 0)
    throw invalid(file, 'it holds no row', 'Add a row: in CSV, the first line only names the columns');
  const other = rows.findIndex((row) => !isRow(row));
  if (other >= 0)
    throw invalid(file, `row ${other + 1} is no object`, 'Write each row as { "column": value }');
  const keys = new Set(rows.filter(isRow).flatMap((row) => Object.keys(row)));
  if (keys.size === 0) throw invalid(file, 'it names no column', 'Name the columns in the first line');
  return { file, rows: rows.filter(isRow) };
}

/** What begins as JSON is meant as such: read as CSV, as newman goes on to do, it would give rows that nobody wrote. */
function parsed(file: string, bytes: Buffer): unknown {
  const { json, csv, decoded } = dataFileParts();
  const text = decoded(bytes);
  let fault: unknown;
  try {
    const found = json(text.trim());
    if (found) return found;
  } catch (error) {
    fault = error;
  }
  if (fault !== undefined && /^\uFEFF?\s*[[{]/.test(text))
    throw invalid(file, `it is no JSON (${firstLine(fault)})`, 'Correct it');
  try {
    return csv(text);
  } catch (error) {
    throw invalid(file, `it is no CSV (${firstLine(error)})`, 'Correct that line');
  }
}

const isRow = (value: unknown): value is DataRow =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What quotes the file is left out: a row is somebody's data. */
function firstLine(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  const [line = ''] = said.split('\n');
  return line.replace(/(["'`]).*\1/g, '…').slice(0, 200);
}

function twice(name: EnvironmentName, before: string, file: string): ContractError {
  return new ContractError(
    'USAGE',
    '--data',
    `${name} has two files: ${before} and ${file}`,
    'Name one for each environment: --data sandbox=FILE --data production=FILE',
  );
}

const invalid = (file: string, fact: string, fix: string): ContractError =>
  new ContractError('DATA_INVALID', file, fact, fix);

/** The columns that some row of an environment has a value in. */
export const columnsOf = (data: DataRows | undefined): ReadonlySet<string> =>
  new Set(data?.rows.flatMap((row) => Object.keys(row)));

/** As findings name it, from 1. */
export const rowName = ({ file }: Pick<DataRows, 'file'>, index: number): string =>
  `row ${index + 1} of ${file}`;

/** Why what needs a row is skipped. */
export const ROWLESS = 'reads a data row: give --data FILE';
