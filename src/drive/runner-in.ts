import type { Operation } from '../contract/model.js';
import type { EnvironmentDrive } from './environment-drive.js';
import type { NewmanHost } from './newman/host.js';
import { CollectionRunner } from './newman/runner.js';

/** Runs parts of the collection through newman in one environment, each request by the environment's way to the wire. */
export function runnerIn(
  environment: EnvironmentDrive,
  host: NewmanHost,
  onProxy: (operation: Operation) => void,
  signal: AbortSignal,
): CollectionRunner {
  const { contract, name } = environment;
  return new CollectionRunner(
    host,
    contract,
    name,
    (request, departure) =>
      departure.by === 'script'
        ? environment.send(request, departure)
        : environment.sendValid(request, departure),
    onProxy,
    signal,
  );
}
