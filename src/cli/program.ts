import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { addCheck } from './commands/check.js';
import { addClean } from './commands/clean.js';
import { addDiff } from './commands/diff.js';
import { addDoctor } from './commands/doctor.js';
import { addExplain } from './commands/explain.js';
import { addImport } from './commands/import.js';
import { addJudge } from './commands/judge.js';
import { addMerge } from './commands/merge.js';
import { addProve } from './commands/prove.js';
import { addRun } from './commands/run.js';
import { addServe } from './commands/serve.js';
import { addWaive } from './commands/waive.js';
import type { Exit } from './exit.js';
import { refuseUsage } from './usage.js';

/** The command line. Nothing of the engine is loaded before a command runs, so that help comes at once. */
export function programFor(exit: Exit): Command {
  const program = new Command('contract-suite')
    .description('Checks an API against its contract, in sandbox and in production.')
    .version(version(), '--version')
    .configureOutput({ writeErr: () => undefined })
    .addHelpText('after', '\nTry it on the embedded API: npm start');
  refuseUsage(program);
  for (const add of [
    addRun,
    addJudge,
    addImport,
    addCheck,
    addDoctor,
    addDiff,
    addMerge,
    addWaive,
    addClean,
    addExplain,
    addServe,
    addProve,
  ])
    refuseUsage(add(program, exit));
  return program;
}

function version(): string {
  const { version: told }: { version: string } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  return told;
}
