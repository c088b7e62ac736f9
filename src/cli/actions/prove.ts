import { ContractError } from '../../contract/errors.js';
import { prove } from '../../prove/prove.js';
import { isGood, proofText, trialText } from '../../prove/render.js';
import { checkFaults, UnknownFaultError } from '../../reference-api/faults/apply.js';
import { faults } from '../../reference-api/faults/index.js';
import { colorsFor } from '../../report/colors.js';
import { reachDirectly, unknownFault } from '../embedded.js';
import { INTERRUPTED, onInterrupt } from '../interrupt.js';
import type { ProveOptions } from '../options.js';
import { print } from '../print.js';

/**
 * Shows that the rules find what is wrong, and nothing else.
 *
 * @returns the exit code
 * @throws ContractError USAGE, FAULT_UNKNOWN; nothing was run
 */
export async function proveCommand(options: ProveOptions): Promise<number> {
  const { list, fault, sample, whole, quiet = false } = options;
  if (list) return listFaults();
  if (fault && sample) {
    throw new ContractError(
      'USAGE',
      '--sample',
      'it chooses its own faults',
      'Leave out --fault or --sample',
    );
  }
  checkNames(fault ?? []);
  reachDirectly();
  const colors = colorsFor(process.stdout, options.color, process.env);
  const interrupt = onInterrupt(() => print('Interrupted.\n', process.stderr));
  try {
    const proof = await prove({
      source: { workspace: process.cwd() },
      ...(fault && { faults: fault }),
      ...(sample && { sample }),
      ...(whole && { whole }),
      signal: interrupt.signal,
      onEnd: (end) => {
        if (!quiet || !isGood(end)) print(`${trialText(end, colors)}\n`);
      },
    });
    print(proofText(proof, colors, quiet));
    return interrupt.signal.aborted ? INTERRUPTED : proof.exitCode;
  } finally {
    interrupt.release();
  }
}

function listFaults(): number {
  const width = (column: 'name' | 'rule'): number => Math.max(...faults.map((fault) => fault[column].length));
  const [names, rules] = [width('name'), width('rule')];
  const lines = faults.map(
    ({ name, rule, says }) => `${name.padEnd(names)}  ${rule.padEnd(rules)}  ${says}\n`,
  );
  print(lines.join(''));
  return 0;
}

function checkNames(names: readonly string[]): void {
  try {
    checkFaults(names);
  } catch (error) {
    throw error instanceof UnknownFaultError ? unknownFault(error) : error;
  }
}
