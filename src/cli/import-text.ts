import { isObject, own, scalarText } from '../contract/json.js';
import { oneLine } from '../contract/visible.js';
import type { ImportReport } from '../import/import.js';
import type { ImportNote } from '../import/taken.js';
import type { FileChange } from '../import/workspace/draft-files.js';
import type { Colors } from '../report/colors.js';
import { counted, listed } from '../report/text.js';
import { noteEntries } from './note-entries.js';
import { toDoText } from './to-do-text.js';

export interface ImportTextOptions {
  readonly colors: Colors;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

/** Entries of one list; --verbose shows all. */
const LINES = 15;

/** What was kept, changed, could not be kept, and what is to be looked at; the files last. */
export function importText(report: ImportReport, { colors, quiet, verbose }: ImportTextOptions): string {
  const most = verbose ? Number.POSITIVE_INFINITY : LINES;
  const list = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [[colors.bold(title), ...cut(lines, most)].join('\n')];
  const notes = (fate: ImportNote['fate']): string[] =>
    noteEntries(
      report.notes.filter((note) => note.fate === fate),
      verbose,
    );
  return [
    ...list(
      `MISSING: ${counted(report.flaws.length, 'part')} could not be read`,
      report.flaws.map(({ message }) => `  ${oneLine(message)}`),
    ),
    ...(quiet ? [] : [head(report), ...list('Changed', notes('changed'))]),
    ...list('Could not be kept', notes('lost')),
    ...list('To be looked at', notes('advice')),
    ...(quiet ? [] : unmatchedLists(report, list)),
    ...(quiet ? [] : operationLists(report, list)),
    ...(quiet ? [] : list('Files', report.files.filter(told(verbose)).map(fileLine))),
    verdict(report, colors),
    ...(report.written ? [toDoText(report.toDo, colors, verbose)] : []),
  ].join('\n\n');
}

function head({ place, collection, inventory, schemas }: ImportReport): string {
  const info = own(collection, 'info');
  const title = (isObject(info) && scalarText(own(info, 'name'))) || 'a collection without a name';
  const { requests, folders, scripts, examples, variables } = inventory;
  const kept = [
    counted(requests, 'request'),
    counted(folders, 'folder'),
    counted(scripts, 'script'),
    counted(examples, 'saved example'),
    counted(variables, 'variable'),
  ];
  const drafted = [
    ...(schemas.documented > 0 ? [`${counted(schemas.documented, 'schema')} of the document`] : []),
    ...(schemas.shown > 0 ? [`${counted(schemas.shown, 'schema')} that scripts and examples show`] : []),
  ];
  return [
    oneLine(`${title} (${place})`),
    `Kept: ${listed(kept)}`,
    ...(drafted.length > 0 ? [`Drafted: ${listed(drafted)}`] : []),
  ].join('\n');
}

function operationLists(
  { operations }: ImportReport,
  list: (title: string, lines: readonly string[]) => string[],
): string[] {
  const { added, changed, gone } = operations;
  // At the first import all are new, and the head has counted them.
  if (changed.length + gone.length === 0) return [];
  const lines = (names: readonly string[]) => names.map((name) => `  ${oneLine(name)}`);
  return [
    ...list(`New: ${counted(added.length, 'operation')}`, lines(added)),
    ...list(`Changed: ${counted(changed.length, 'operation')}`, lines(changed)),
    ...list(`Gone: ${counted(gone.length, 'operation')}`, lines(gone)),
  ];
}

function unmatchedLists(
  { unmatched: { operations, endpoints } }: ImportReport,
  list: (title: string, lines: readonly string[]) => string[],
): string[] {
  return [
    ...list(
      `Not in the document: ${counted(operations.length, 'operation')}`,
      operations.map((name) => `  ${oneLine(name)}`),
    ),
    ...list(
      `Not in the collection: ${counted(endpoints.length, 'endpoint')}`,
      endpoints.map((name) => `  ${oneLine(name)}`),
    ),
  ];
}

const told =
  (verbose: boolean) =>
  ({ fate }: FileChange): boolean =>
    verbose || fate !== 'same';

function fileLine({ file, fate }: FileChange): string {
  return `  ${fate.padEnd(9)}  ${oneLine(file)}`;
}

function verdict({ files, written, flaws }: ImportReport, colors: Colors): string {
  const count = files.filter(({ fate }) => fate !== 'same' && fate !== 'edited').length;
  const partly = flaws.length > 0 ? ' The parts above are missing.' : '';
  if (count === 0) return colors.bold(`Nothing to write: the workspace is up to date.${partly}`);
  if (!written) return colors.bold(`${counted(count, 'file')} would be written; nothing was.${partly}`);
  return colors.bold(`${counted(count, 'file')} written.${partly}`);
}

function cut(lines: readonly string[], most: number): string[] {
  if (lines.length <= most) return [...lines];
  return [...lines.slice(0, most), `  and ${lines.length - most} more (--verbose shows them)`];
}
