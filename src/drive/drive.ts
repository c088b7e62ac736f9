import type { ConnectionSeen } from '../contract/connection.js';
import type { EnvironmentName } from '../contract/exchange.js';
import type { Contract, Operation } from '../contract/model.js';
import type { Secrets } from '../masking/secrets.js';
import { aloneOf } from '../plan/alone.js';
import type { Plan, PlannedUnit, UnitPair } from '../plan/planned.js';
import { rowName } from '../settings/data-rows.js';
import type { EnvironmentSettings, Settings } from '../settings/settings.js';
import type { Belongings } from './belongings.js';
import { Builder } from './builder.js';
import { burst } from './burst.js';
import { look, renewed } from './connection/look.js';
import { EnvironmentDrive } from './environment-drive.js';
import { type Hopeless, journey } from './journey.js';
import { Meeting } from './meeting.js';
import type { NewmanHost } from './newman/host.js';
import type { CollectionRunner } from './newman/runner.js';
import { preflight } from './preflight.js';
import { rehearse } from './rehearse.js';
import { runnerIn } from './runner-in.js';
import { SetupService } from './setups.js';
import type { DriveListener } from './sink.js';
import { runAlone, runUnit } from './unit.js';
import type { UnitContext } from './unit-context.js';
import { orderAlone, orderOf } from './unit-shape.js';
import type { Recorder } from './wire/recorder.js';

/** Units under way at once in one environment, unless the settings say otherwise. */
const LANES = 8;

export interface DriveOptions {
  readonly contract: Contract;
  readonly settings: Settings;
  readonly plan: Plan;
  readonly host: NewmanHost;
  readonly secrets: Secrets;
  readonly recorders: ReadonlyMap<EnvironmentName, Recorder>;
  readonly listener: DriveListener;
  /** Is given what each environment's drive created, from the start: an interrupted run leaves it. */
  readonly belongings: (environment: EnvironmentSettings, belongings: Belongings) => void;
  readonly signal: AbortSignal;
}

/** One environment with the services that its units share. */
interface Station {
  readonly environment: EnvironmentDrive;
  readonly units: readonly PlannedUnit[];
  readonly passed: readonly Operation[];
  readonly runner: CollectionRunner;
  readonly lanes: number;
  setups?: SetupService;
  /** Setups of the scenarios that must have the environment to themselves. */
  aloneSetups?: SetupService;
  /** What its connection was seen to do at the beginning, where a rule asks for it. */
  seen?: ConnectionSeen;
  /** Why units are not tried. */
  hopeless: ReadonlyMap<PlannedUnit, Hopeless>;
  /** Setups of units whose own does not do. */
  fuller: ReadonlyMap<PlannedUnit, readonly Operation[]>;
}

/** Makes the exchanges of a plan: preflight, journey, then the units, both environments in step. */
export async function drive(options: DriveOptions): Promise<void> {
  const { plan, settings, listener, signal } = options;
  const lanes = settings.lanes ?? LANES;
  const stations = settings.environments.flatMap(({ name }) => stationOf(options, name, lanes) ?? []);
  const looking = Promise.all(stations.map((station) => lookAt(station, options)));
  await Promise.all(stations.map((station) => open(station, listener)));
  await inLanes(plan.pairs, lanes, async (pair) => {
    if (signal.aborted) return;
    const meeting = new Meeting(pair.units.map(({ environment }) => environment));
    await Promise.all(
      pair.units.map((unit) =>
        run(unit, stations, meeting, options).finally(() => meeting.leave(unit.environment)),
      ),
    );
    if (!signal.aborted) listener[hasAlone(pair) ? 'pairRests' : 'pairDone'](pair.units);
  });
  await looking;
  const left = plan.pairs.filter(hasAlone);
  for (const station of stations) openAlone(station);
  for (const pair of left) {
    if (signal.aborted) return;
    await Promise.all(pair.units.map((unit) => aloneIn(unit, stations, options)));
    listener.pairDone(pair.units);
  }
  await Promise.all(stations.map((station) => lookBack(station, options)));
  await Promise.all(stations.map((station) => burstAt(station, options)));
}

const hasAlone = ({ units }: UnitPair): boolean => units.some((unit) => aloneOf(unit).length > 0);

function stationOf(options: DriveOptions, name: EnvironmentName, lanes: number): Station | undefined {
  const { contract, settings, plan, recorders, host, signal } = options;
  const own = settings.environments.find((environment) => environment.name === name);
  const recorder = recorders.get(name);
  if (!own || !recorder) return undefined;
  const environment = new EnvironmentDrive(contract, own, recorder);
  options.belongings(own, environment.belongings);
  const runner = runnerIn(
    environment,
    host,
    ({ name: operation }) =>
      options.listener.note(
        name,
        `${operation}: a request names a proxy, which is left out: the suite makes its own connections`,
      ),
    signal,
  );
  const units = unitsOf(plan.pairs, name);
  return { environment, runner, units, passed: plan.passed, lanes, hopeless: new Map(), fuller: new Map() };
}

/** Looks at the connection itself while the journey is under way; where no rule asks for it, not at all. */
async function lookAt(station: Station, options: DriveOptions): Promise<void> {
  const { environment } = station;
  const { plan, contract, settings, listener, signal } = options;
  const asked = plan.once.some(
    ({ kind, case: planned }) => kind === 'connection' && planned.environment === environment.name,
  );
  if (!asked) return;
  const seen = await look(contract, environment.settings, settings, environment.recorder, signal);
  station.seen = seen;
  listener.connection(environment.name, seen);
}

/** What became of the connection since. */
async function lookBack({ environment, seen }: Station, options: DriveOptions): Promise<void> {
  const { settings, listener, signal } = options;
  if (!seen || signal.aborted) return;
  const note = await renewed(seen, environment.settings, settings, signal);
  if (note !== undefined) listener.note(environment.name, note);
}

/** The last thing that is sent to an environment. */
async function burstAt({ environment }: Station, { plan, listener, signal }: DriveOptions): Promise<void> {
  for (const planned of plan.once) {
    if (planned.kind !== 'burst' || planned.case.environment !== environment.name || signal.aborted) continue;
    const gone = environment.closed ?? environment.gone;
    listener.burst(planned, gone ?? (await burst(planned, environment, signal)));
  }
}

const unitsOf = (pairs: readonly UnitPair[], name: EnvironmentName): PlannedUnit[] =>
  pairs.flatMap(({ units }) => units.filter(({ environment }) => environment === name));

async function open(station: Station, listener: DriveListener): Promise<void> {
  const { environment, runner, units, lanes } = station;
  if (units.length === 0) return;
  const problem = await preflight(environment, units);
  if (problem !== undefined) {
    environment.closed = problem;
    return;
  }
  const tests = units.some(({ cases }) => cases.some(({ kind }) => kind === 'script'));
  // Of an operation that is checked with several rows of data, the first unit has what the journey says of all.
  const travelling = new Map(units.toReversed().map((unit) => [unit.operation, unit]));
  const hopeless = await journey({
    environment,
    runner,
    units: travelling,
    passed: tests ? station.passed : [],
    sink: (unit) => listener.sink(unit),
  });
  for (const unit of units) {
    const reason = unit.row === undefined ? undefined : hopeless.get(travelling.get(unit.operation) ?? unit);
    if (reason) hopeless.set(unit, reason);
  }
  station.hopeless = hopeless;
  const tried = units.filter((unit) => !hopeless.has(unit));
  station.fuller = await rehearse(environment, runner, tried);
  const orders = tried.map((unit) => orderOf(unit, station.fuller.get(unit)));
  station.setups = new SetupService(environment, runner, orders, 2 * lanes);
}

async function run(
  unit: PlannedUnit,
  stations: readonly Station[],
  meeting: Meeting,
  options: DriveOptions,
): Promise<void> {
  const station = stations.find(({ environment }) => environment.name === unit.environment);
  if (!station) return;
  const { environment, setups, units } = station;
  const { listener } = options;
  const sink = listener.sink(unit);
  if (environment.closed !== undefined) return sink.broken(environment.closed);
  const hopeless = station.hopeless.get(unit);
  if (hopeless?.withheld) return sink.withheld(hopeless.reason);
  if (hopeless || !setups) return sink.broken(hopeless?.reason ?? 'its environment was not opened');
  // An environment that was lost on the way may have come back: one request tells.
  if (environment.gone !== undefined) await lookAgain(environment, units);
  if (environment.gone !== undefined) {
    const loss = environment.availability.takeLoss();
    if (loss) sink.lost(loss);
    return sink.broken(`${environment.name} cannot be reached: ${environment.gone}`);
  }
  const { data } = environment.settings;
  if (unit.takesRow && data) sink.row(rowName(data, environment.rowOf(unit.operation)));
  await runUnit(unit, contextOf(unit, station, setups, meeting, stations, options));
}

async function lookAgain(environment: EnvironmentDrive, units: readonly PlannedUnit[]): Promise<void> {
  const { availability, recorder } = environment;
  const before = recorder.requests;
  const problem = await preflight(environment, units);
  if (problem !== undefined) availability.gone = problem;
  // Where nothing can be sent to ask, the unit itself has to.
  else if (recorder.requests === before) availability.gone = undefined;
}

function contextOf(
  unit: PlannedUnit,
  station: Station,
  setups: SetupService,
  meeting: Meeting,
  stations: readonly Station[],
  { listener, secrets, signal }: DriveOptions,
): UnitContext {
  const { environment } = station;
  const other = stations.find((candidate) => candidate !== station)?.environment;
  return {
    environment,
    setup: station.fuller.get(unit) ?? unit.setup,
    setups,
    builder: new Builder(environment, station.runner),
    sink: listener.sink(unit),
    meeting,
    signal,
    ...(other && other.gone === undefined && { other }),
    spoilt: (credential, how, spoil) =>
      secrets.spoilt(credential, `{{${unit.environment.toUpperCase()} ${how}}}`, spoil),
  };
}

function openAlone(station: Station): void {
  const { environment, runner, units, hopeless, fuller } = station;
  const orders = units
    .filter((unit) => !hopeless.has(unit) && aloneOf(unit).length > 0)
    .map((unit) => orderAlone(unit, fuller.get(unit)));
  station.aloneSetups = new SetupService(environment, runner, orders, 2);
}

async function aloneIn(
  unit: PlannedUnit,
  stations: readonly Station[],
  options: DriveOptions,
): Promise<void> {
  const station = stations.find(({ environment }) => environment.name === unit.environment);
  if (!station?.aloneSetups || aloneOf(unit).length === 0) return;
  const { environment, aloneSetups, hopeless } = station;
  const sink = options.listener.sink(unit);
  const reason = environment.closed ?? environment.gone ?? hopeless.get(unit)?.reason;
  if (reason !== undefined) return sink.broken(reason);
  const context = contextOf(unit, station, aloneSetups, new Meeting([]), stations, options);
  await runAlone(unit, context);
}

async function inLanes<T>(
  items: readonly T[],
  lanes: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
}
