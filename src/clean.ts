import type { Leftover } from './contract/leftover.js';
import type { Contract } from './contract/model.js';
import { DeleteLeft } from './drive/delete-left.js';
import { EnvironmentDrive } from './drive/environment-drive.js';
import { NewmanHost } from './drive/newman/host.js';
import { runnerIn } from './drive/runner-in.js';
import type { LastLook } from './masking/last-look.js';
import type { Settings } from './settings/settings.js';
import { maskingOf, wireOf } from './wire.js';

export interface CleanOptions {
  readonly contract: Contract;
  readonly settings: Settings;
  readonly leftovers: readonly Leftover[];
  /** Sends nothing: tells what would be done. */
  readonly dryRun: boolean;
  readonly signal: AbortSignal;
  /** Is told of each as it is done: what deleted it, or why it is still there. */
  readonly onEnd: (leftover: Leftover, end: CleanEnd, look: LastLook) => Promise<void> | void;
}

export type CleanEnd = { readonly deletedBy: string } | { readonly why: string };

/** Deletes what runs left, the latest first, and nothing else. */
export async function clean({
  contract,
  settings,
  leftovers,
  dryRun,
  signal,
  onEnd,
}: CleanOptions): Promise<void> {
  const masking = maskingOf(settings, contract);
  const wire = wireOf(settings, contract, masking, signal);
  const host = new NewmanHost(settings.timeout);
  try {
    for (const own of settings.environments) {
      const recorder = wire.recorders.get(own.name);
      if (!recorder) continue;
      const environment = new EnvironmentDrive(contract, own, recorder);
      const runner = runnerIn(environment, host, () => undefined, signal);
      const left = new DeleteLeft(environment, runner);
      for (const leftover of leftovers.filter((one) => one.environment === own.name).toReversed()) {
        if (signal.aborted) return;
        await onEnd(leftover, await ended(left, leftover, dryRun), masking.scan);
      }
    }
  } finally {
    await Promise.all([host.close(), ...wire.clients.map((client) => client.close())]);
  }
}

async function ended(left: DeleteLeft, leftover: Leftover, dryRun: boolean): Promise<CleanEnd> {
  const deletion = left.deletion(leftover);
  if (typeof deletion === 'string') return { why: deletion };
  const why = dryRun ? undefined : await left.delete(leftover);
  return why === undefined ? { deletedBy: deletion.name } : { why };
}
