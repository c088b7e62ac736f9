import path from 'node:path';
import type { RunResult } from '../judge/result.js';
import { type LastLook, tellings } from '../masking/last-look.js';
import { colorsFor } from '../report/colors.js';
import { renderTerminal } from '../report/terminal.js';
import { profileNamed } from '../settings/profiles.js';
import type { OutputOptions } from './options.js';
import { print } from './print.js';

/**
 * Prints the summary that ends a run.
 *
 * @param folder of the reports, where they were written
 */
export function printResult(
  result: RunResult,
  options: OutputOptions,
  look: LastLook,
  folder?: string,
): void {
  const found = new Set<string>();
  print(look.text(textOf(result, options, folder), 'text', found));
  for (const told of tellings(new Map([['what was printed', found]]))) print(`${told}\n`, process.stderr);
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
