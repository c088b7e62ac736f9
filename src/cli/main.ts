#!/usr/bin/env node
import { CommanderError } from 'commander';
import { errorText } from './error-text.js';
import { INTERRUPTED } from './interrupt.js';
import { print } from './print.js';
import { programFor } from './program.js';
import { outliveOutput } from './streams.js';

/** A command that ended in an error says nothing of the API. */
const NO_RUN = 2;

/** Parses, calls, and says with which code the process ends. */
async function main(argv: readonly string[]): Promise<number> {
  let exitCode = 0;
  const program = programFor((code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...argv]);
    return exitCode;
  } catch (error) {
    // Help and version are printed already.
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    print(`${errorText(error, argv.includes('--verbose'))}\n`, process.stderr);
    return NO_RUN;
  }
}

outliveOutput(process);
process.exitCode = await main(process.argv);
// An interrupted run waits for nothing: a request under way would hold the process until its deadline.
if (process.exitCode === INTERRUPTED) process.stdout.write('', () => process.exit());
