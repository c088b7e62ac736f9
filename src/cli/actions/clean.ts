import path from 'node:path';
import { type CleanEnd, clean } from '../../clean.js';
import { ENVIRONMENTS } from '../../contract/exchange.js';
import type { Leftover } from '../../contract/leftover.js';
import { oneLine } from '../../contract/visible.js';
import { dropLeftovers, leftoversIn, readLeftovers } from '../../report/leftovers-file.js';
import { sharedServer } from '../../settings/apart.js';
import { proxiesOf } from '../../settings/proxies.js';
import { readSettings } from '../../settings/read.js';
import { readableBy } from '../../settings/readable-by.js';
import { readValues } from '../../settings/values.js';
import { onInterrupt } from '../interrupt.js';
import type { CleanOptions } from '../options.js';
import { print } from '../print.js';
import { contractFor, settingsOptions } from '../scope.js';

const INTERRUPTED = 130;
const STILL_THERE = 3;

/** Deletes what runs left, and takes it out of the list. @returns the exit code */
export async function cleanCommand(options: CleanOptions): Promise<number> {
  const workspace = process.cwd();
  const { dryRun = false, env = ENVIRONMENTS, out, ...given } = options;
  const file = leftoversIn(path.resolve(workspace, out));
  const lines = [...(await readLeftovers(file))].filter(([, { environment }]) => env.includes(environment));
  const chosen = env.filter((name) => lines.some(([, { environment }]) => environment === name));
  if (chosen.length === 0) {
    print('Nothing was left.\n');
    return 0;
  }
  const contract = await contractFor(workspace, options, { sending: false });
  const values = await readValues(workspace, process.env);
  Object.assign(process.env, proxiesOf(values));
  const settings = await readSettings(
    settingsOptions(contract, { ...given, env: chosen }, {}, undefined),
    values,
  );
  const shared = sharedServer(settings);
  if (shared && !contract.config.sameServer) throw shared;
  const interrupt = onInterrupt(() => print('Interrupted.\n', process.stderr), path.dirname(file));
  const gone = new Set<string>();
  try {
    await clean({
      contract,
      settings,
      leftovers: lines.map(([, leftover]) => leftover),
      dryRun,
      signal: interrupt.signal,
      onEnd: (leftover, end, look) => {
        if ('deletedBy' in end) for (const [line, one] of lines) if (one === leftover) gone.add(line);
        print(`${oneLine(look.text(told(leftover, end, dryRun)))}\n`);
      },
    });
  } finally {
    if (!dryRun && gone.size > 0) await dropLeftovers(file, gone, readableBy(values));
    interrupt.release();
  }
  if (interrupt.signal.aborted) return INTERRUPTED;
  return gone.size === lines.length ? 0 : STILL_THERE;
}

function told({ environment, kind, identifier }: Leftover, end: CleanEnd, dryRun: boolean): string {
  const what = `${environment} › ${kind} ${identifier}`;
  if ('why' in end) return `stays    ${what}: ${end.why}`;
  return `${dryRun ? 'would go' : 'deleted '} ${what}: ${end.deletedBy}`;
}
