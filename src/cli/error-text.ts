import { ContractError } from '../contract/errors.js';
import { oneLine } from '../contract/visible.js';
import { ImportFlaws } from '../import/flaws.js';

/** One line for an error: what is wrong and how to mend it; for one that is no input's fault, the stack if asked for. */
export function errorText(error: unknown, verbose: boolean): string {
  if (error instanceof ContractError) return withoutLineEnds(error.message);
  if (error instanceof ImportFlaws)
    return error.flaws.map((flaw) => withoutLineEnds(flaw.message)).join('\n');
  if (!(error instanceof Error)) return `Unexpected: ${withoutLineEnds(String(error))}`;
  if (verbose && error.stack) return error.stack;
  return `Unexpected ${error.name}: ${withoutLineEnds(error.message)} (--verbose shows where)`;
}

/** Inputs are quoted in messages; they must neither break the line nor steer the terminal. */
const withoutLineEnds = (text: string): string => oneLine(text.replace(/\s+/g, ' '));
