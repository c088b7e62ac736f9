#!/usr/bin/env node
import { CommanderError } from 'commander';
import { errorText, exitCodeOf } from './error-text.js';
import { programFor } from './program.js';

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
    process.stderr.write(`${errorText(error, argv.includes('--verbose'))}\n`);
    return exitCodeOf(error);
  }
}

process.exitCode = await main(process.argv);
