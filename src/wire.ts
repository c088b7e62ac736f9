import type { EnvironmentName } from './contract/exchange.js';
import type { Contract } from './contract/model.js';
import { Guard } from './drive/guard/guard.js';
import { WireClient } from './drive/wire/client.js';
import { Holds } from './drive/wire/holds.js';
import { Pace } from './drive/wire/pace.js';
import { Recorder } from './drive/wire/recorder.js';
import { Masking } from './masking/masking.js';
import type { RecordWriter } from './record/writer.js';
import type { Settings } from './settings/settings.js';

/** Bytes of an answer's body that are kept; what is longer is not judged whole. */
const BODY_CAP = 10 * 1024 * 1024;

/** Knows the secrets that the settings give. */
export function maskingOf({ environments }: Settings, contract: Contract): Masking {
  const masking = new Masking(contract);
  const { secrets } = masking;
  for (const { name, clientId, bearerToken, secrets: given = [], data } of environments) {
    secrets.add(clientId, `{{${name.toUpperCase()}_CLIENT_ID}}`);
    if (bearerToken !== undefined) secrets.add(bearerToken, `{{${name.toUpperCase()}_BEARER_TOKEN}}`);
    for (const { value, setting } of given) secrets.add(value, `{{${setting}}}`);
    for (const [index, row] of (data?.rows ?? []).entries())
      masking.addRow(row, `${name.toUpperCase()}_DATA_${index + 1}`);
  }
  return masking;
}

/** The one way out to each environment: guard, pace, retries, record. */
export function wireOf(
  settings: Settings,
  contract: Contract,
  masking: Masking,
  signal: AbortSignal,
  recorded?: RecordWriter['exchange'],
) {
  const { secrets } = masking;
  let sent = 0;
  const holds = new Map<EnvironmentName, Holds>();
  const clients: WireClient[] = [];
  const guards: Guard[] = [];
  const recorders = new Map<EnvironmentName, Recorder>();
  for (const environment of settings.environments) {
    const client = new WireClient({
      timeout: settings.timeout,
      cap: BODY_CAP,
      ...(settings.extraCa !== undefined && { extraCa: settings.extraCa }),
    });
    const held = new Holds(settings.maxWait);
    const other = settings.environments.find(({ name }) => name !== environment.name) ?? settings.unchosen;
    const guard = new Guard(contract, environment, other);
    guards.push(guard);
    clients.push(client);
    holds.set(environment.name, held);
    recorders.set(
      environment.name,
      new Recorder(environment.name, guard, client, new Pace(environment.rate), held, secrets, {
        retries: settings.retries,
        signal,
        nextId: () => ++sent,
        recorded,
      }),
    );
  }
  const notes = (): string[] => [
    ...guards.flatMap(({ refusals }) => refusals.notes()).map((note) => masking.words(note)),
    ...[...holds]
      .filter(([, { slowed }]) => slowed > 0)
      .map(([name, { slowed }]) => `${name}: 429 or Retry-After slowed the run down ${slowed} times`),
  ];
  return { clients, recorders, notes, holds };
}
