import { compared } from '../../diff/compare.js';
import { diffJson } from '../../diff/render/json.js';
import { diffMarkdown } from '../../diff/render/markdown.js';
import { countsOf, type DiffReport } from '../../diff/render/report.js';
import { diffText } from '../../diff/render/text.js';
import { readSides } from '../../diff/side.js';
import { colorsFor } from '../../report/colors.js';
import type { DiffOptions } from '../options.js';
import { print } from '../print.js';

/**
 * Prints how two versions of a contract differ.
 *
 * @returns the exit code: 1 where a difference is breaking
 * @throws ContractError for a version that cannot be found, or is not valid
 */
export async function diffCommand(
  before: string,
  after: string,
  { format = 'text', color }: DiffOptions,
): Promise<number> {
  const [old, now] = await readSides([before, after], process.cwd());
  const whole = old.workspace !== undefined && now.workspace !== undefined;
  const report: DiffReport = { before, after, whole, differences: compared(old, now) };
  print(rendered(report, format, color));
  return countsOf(report.differences).breaking > 0 ? 1 : 0;
}

function rendered(
  report: DiffReport,
  format: NonNullable<DiffOptions['format']>,
  color: boolean | undefined,
): string {
  if (format === 'json') return diffJson(report);
  if (format === 'markdown') return diffMarkdown(report);
  return diffText(report, colorsFor(process.stdout, color, process.env).bold);
}
