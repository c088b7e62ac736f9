import { shownJson } from '../../contract/shown-json.js';
import { countsOf, type DiffReport } from './report.js';

/** The comparison as JSON: `before`, `after`, `whole`, `counts` by severity, and `differences`. */
export function diffJson({ before, after, whole, differences }: DiffReport): string {
  return `${shownJson({ before, after, whole, counts: countsOf(differences), differences }, 2)}\n`;
}
