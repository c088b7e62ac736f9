import path from 'node:path';
import type { RunResult } from '../judge/result.js';
import { colorsFor } from '../report/colors.js';
import { renderTerminal } from '../report/terminal.js';
import type { Scan } from '../report/write.js';
import { profileNamed } from '../settings/profiles.js';
import type { OutputOptions } from './options.js';
import { print } from './print.js';

/**
 * Prints the summary that ends a run; only the verdict where it would hold a secret.
 *
 * @param folder of the reports, where they were written
 */
export function printResult(result: RunResult, options: OutputOptions, scan: Scan, folder?: string): void {
  const text = textOf(result, options, folder);
  print(scan(text) === undefined ? text : textOf(result, { ...options, quiet: true }));
}

function textOf(result: RunResult, options: OutputOptions, folder?: string): string {
  return renderTerminal(result, {
    colors: colorsFor(process.stdout, options.color, process.env),
    quiet: options.quiet ?? false,
    verbose: options.verbose ?? false,
    listsWaivers: profileNamed(result.identity.profile).listsWaivers,
    ...(folder !== undefined && { reports: `${path.relative(process.cwd(), folder) || '.'}/` }),
  });
}
