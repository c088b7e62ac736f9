import { lookup } from 'node:dns/promises';
import { ContractError } from './contract/errors.js';
import { ENVIRONMENTS, type EnvironmentName } from './contract/exchange.js';
import type { Contract } from './contract/model.js';
import { atMost } from './drive/at-most.js';
import { diagnosesOf } from './drive/doctor/diagnose.js';
import type { Diagnosis } from './drive/doctor/diagnosis.js';
import { type Visit, visit } from './drive/doctor/visit.js';
import { EnvironmentDrive } from './drive/environment-drive.js';
import { Guard } from './drive/guard/guard.js';
import { WireClient } from './drive/wire/client.js';
import { Holds } from './drive/wire/holds.js';
import { Pace } from './drive/wire/pace.js';
import { Recorder } from './drive/wire/recorder.js';
import type { Secrets } from './masking/secrets.js';
import { sharedServer } from './settings/apart.js';
import { readSettings, type SettingsOptions } from './settings/read.js';
import { type EnvironmentSettings, originOf, type Settings } from './settings/settings.js';
import type { Values } from './settings/values.js';

export interface DoctorOptions {
  readonly contract: Contract;
  readonly settings: SettingsOptions;
  readonly values: Values;
  readonly secrets: Secrets;
}

/** What was found of one environment. */
export interface Checkup {
  readonly environment: EnvironmentName;
  /** With the placeholder `{CLIENT_ID}`; undefined where the settings do not say it. */
  readonly baseUrl?: string;
  readonly asked: Visit['asked'];
  readonly diagnoses: readonly Diagnosis[];
}

export interface Findings {
  readonly checkups: readonly Checkup[];
  /** What is wrong with both, beside one another. */
  readonly together: readonly Diagnosis[];
}

/** Bytes of an answer that are read: it is not judged. */
const BODY_CAP = 100_000;

/** Tries each environment with a harmless request, and tells what stands in the way of a run. Changes nothing. */
export async function doctor(options: DoctorOptions): Promise<Findings> {
  const { environments = ENVIRONMENTS } = options.settings;
  const read = await Promise.all(
    ENVIRONMENTS.filter((name) => environments.includes(name)).map((name) => settingsFor(name, options)),
  );
  const well = read.find(({ settings }) => settings)?.environment;
  const known = read.flatMap(({ settings }) => settings?.environments ?? []);
  const checkups = await Promise.all(read.map((one) => checkup(withWayOut(one, well), options)));
  return { checkups, together: await together(known, options.contract) };
}

interface ReadFor {
  readonly environment: EnvironmentName;
  readonly settings?: Settings;
  readonly problem?: Diagnosis;
  /** Whether all that is wrong is that something was not given. */
  readonly missing?: boolean;
}

/** Who has settings of one environment alone may leave the other out. */
function withWayOut(one: ReadFor, well: EnvironmentName | undefined): ReadFor {
  if (!one.missing || !one.problem || well === undefined) return one;
  const fix = `Set it in the environment or in .env, or leave ${one.environment} out: --env ${well}`;
  return { ...one, problem: { ...one.problem, fix } };
}

/** Nothing may be changed, whatever the options say. */
async function settingsFor(name: EnvironmentName, { settings, values }: DoctorOptions): Promise<ReadFor> {
  try {
    const own = { ...settings, environments: [name], writes: [], retries: 0 };
    return { environment: name, settings: await readSettings(own, values) };
  } catch (error) {
    const missing = error instanceof ContractError && error.code === 'SETTING_MISSING';
    return { environment: name, problem: asDiagnosis(error), missing };
  }
}

/** @throws what is no wrong input */
function asDiagnosis(error: unknown): Diagnosis {
  if (!(error instanceof ContractError)) throw error;
  const { place, fact, fix } = error;
  return { gravity: 'settings', place, fact, fix };
}

async function checkup(
  { environment: name, settings, problem }: ReadFor,
  { contract, secrets }: DoctorOptions,
): Promise<Checkup> {
  const [own] = settings?.environments ?? [];
  if (!settings || !own) return { environment: name, asked: [], diagnoses: problem ? [problem] : [] };
  const { timeout, extraCa, unchosen } = settings;
  const where = { environment: name, baseUrl: own.baseUrl };
  let client: WireClient | undefined;
  try {
    client = new WireClient({ timeout, cap: BODY_CAP, ...(extraCa !== undefined && { extraCa }) });
    let sent = 0;
    const recorder = new Recorder(
      name,
      new Guard(contract, own, unchosen),
      client,
      new Pace(),
      new Holds(),
      secrets,
      {
        retries: 0,
        nextId: () => ++sent,
      },
    );
    const seen = await visit(new EnvironmentDrive(contract, own, recorder), { extraCa, timeout });
    const diagnoses = diagnosesOf(seen, contract, own, extraCa !== undefined);
    return { ...where, asked: seen.asked, diagnoses };
  } catch (error) {
    return { ...where, asked: [], diagnoses: [asDiagnosis(error)] };
  } finally {
    if (client) await atMost(1000, client.close());
  }
}

/** Whether both environments are one. */
async function together(known: readonly EnvironmentSettings[], contract: Contract): Promise<Diagnosis[]> {
  const [one, two] = known;
  if (!one || !two || contract.config.sameServer) return [];
  const changing = known.map((environment) => ({ ...environment, writes: true }));
  const shared = sharedServer({ environments: changing, timeout: 0, retries: 0, profile: 'manual' });
  if (shared) {
    const stops = contract.operations.some(({ changes }) => changes);
    return [{ ...asDiagnosis(shared), gravity: stops ? 'settings' : 'note' }];
  }
  const [here, there] = await Promise.all([addressesOf(one), addressesOf(two)]);
  const common = here.find((address) => there.includes(address));
  if (common === undefined) return [];
  return [
    {
      gravity: 'note',
      place: known.map(({ name }) => name).join(', '),
      fact: `both hosts lead to ${common}: one gateway may serve two environments, or both are one server`,
      fix: 'Make sure that they are two; where one server holds both, write sameServer: true in collections/contract.yaml',
    },
  ];
}

/** `address:port`; none where the name is not known. */
async function addressesOf(environment: EnvironmentSettings): Promise<string[]> {
  const { hostname, port, protocol } = new URL(originOf(environment));
  const found = await lookup(hostname.replace(/^\[|\]$/g, ''), { all: true }).catch(() => []);
  return found.map(({ address }) => `${address}:${port || (protocol === 'http:' ? 80 : 443)}`);
}
