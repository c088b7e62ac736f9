import {
  type Exchange,
  isUnauthorised,
  saysUnknown,
  type WireRequest,
  withheldBy,
} from '../contract/exchange.js';
import type { Operation } from '../contract/model.js';
import type { PlannedUnit } from '../plan/planned.js';
import { newmanOnly } from '../request/newman-only.js';
import type { Created } from './belongings.js';
import { capturesOf } from './builder.js';
import type { EnvironmentDrive } from './environment-drive.js';
import { freshBody, freshVariables } from './fresh.js';
import type { Chunk } from './newman/compile.js';
import type { ItemReport, Scopes } from './newman/protocol.js';
import type { CollectionRunner, RunItem, RunListener, Sent } from './newman/runner.js';
import { rowsOf } from './rows-of.js';
import { lookupIn, withValues } from './scopes.js';
import { setupFlaw, withheldSetup } from './setup-flaw.js';

/** A setup that was done: variables with fresh values in them. */
export interface Round {
  readonly scopes: Scopes;
  /** The answers of the setup, in order. */
  readonly before: readonly Exchange[];
  /** The operation's request as newman built it, where only newman can. */
  readonly captured: WireRequest[];
  readonly created: readonly Created[];
}

/** A setup that broke, and what it had created until then. */
export interface Broken {
  readonly broken: string;
  /** The suite itself did not let one of its requests out. */
  readonly withheld?: boolean;
  /** What was answered with 401, or as what is not there. */
  readonly refused?: Exchange;
  readonly created: readonly Created[];
}

/** One setup: what is to be run, and how many requests of the unit's operation newman is to build behind it. */
export interface RoundOrder {
  readonly setup: readonly Operation[];
  readonly captures: number;
}

/** What is set up: an operation, and what has to be run before it. */
type Prepared = Pick<PlannedUnit, 'operation' | 'setup' | 'row'>;

/** The setups that a unit asks for. */
export interface Order {
  readonly unit: PlannedUnit;
  readonly rounds: readonly RoundOrder[];
}

/** Items in one newman run, about: its fixed cost is shared, and a unit need not wait for all others. */
const BATCH = 60;
const RUNS_AT_ONCE = 2;
const NOT_RUN: Broken = { broken: 'its setup was not run', created: [] };
const NOTHING: Promise<readonly Round[]> = Promise.resolve([]);

/** Does the setups of many units, in newman runs that each hold several, a little ahead of when they are needed. */
export class SetupService {
  readonly #ready: (Promise<readonly (Round | Broken)[]> | undefined)[] = [];
  readonly #index: ReadonlyMap<PlannedUnit, number>;
  #next = 0;
  #running = 0;
  #wanted = 0;
  #waiting: { position: number; resolve: () => void }[] = [];

  constructor(
    readonly environment: EnvironmentDrive,
    readonly runner: CollectionRunner,
    readonly orders: readonly Order[],
    readonly ahead: number,
  ) {
    this.#index = new Map(orders.map(({ unit }, position) => [unit, position]));
  }

  /** The setups that the unit ordered, in their order; asked for once. */
  async of(unit: PlannedUnit): Promise<readonly (Round | Broken)[]> {
    const position = this.#index.get(unit) ?? 0;
    this.#wanted = Math.max(this.#wanted, position + this.ahead);
    this.#fill();
    while (this.#ready[position] === undefined) {
      await new Promise<void>((resolve) => this.#waiting.push({ position, resolve }));
    }
    const rounds = (await this.#ready[position]) ?? [];
    // Else every answer of every setup would stay in memory to the end of the run.
    this.#ready[position] = NOTHING;
    return rounds;
  }

  /** One more setup of a unit, where a request that should have been refused used up the last one. */
  async another(unit: Prepared): Promise<Round | Broken> {
    const rounds = [{ setup: unit.setup, captures: newmanOnly(unit.operation) ? 1 : 0 }];
    const [round] = (await this.#run([{ unit, rounds }]).get(unit)) ?? [];
    return round ?? NOT_RUN;
  }

  /** One setup of each, in one run. */
  async each(units: readonly Prepared[]): Promise<(Round | Broken)[]> {
    const results = this.#run(units.map((unit) => ({ unit, rounds: [{ setup: unit.setup, captures: 0 }] })));
    const rounds = await Promise.all(units.map((unit) => results.get(unit)));
    return rounds.map((found) => found?.[0] ?? NOT_RUN);
  }

  #fill(): void {
    while (this.#running < RUNS_AT_ONCE && this.#next < this.orders.length && this.#next <= this.#wanted) {
      this.#running += 1;
      const batch = this.#batch();
      const results = this.#run(batch);
      for (const { unit } of batch) this.#ready[this.#index.get(unit) ?? 0] = results.get(unit);
      void Promise.all(results.values()).finally(() => {
        this.#running -= 1;
        this.#fill();
      });
    }
    const woken = this.#waiting.filter(({ position }) => this.#ready[position] !== undefined);
    this.#waiting = this.#waiting.filter((entry) => !woken.includes(entry));
    for (const { resolve } of woken) resolve();
  }

  #batch(): Order[] {
    const batch: Order[] = [];
    let items = 0;
    while (this.#next < this.orders.length && items < BATCH) {
      const order = this.orders[this.#next++];
      if (!order) break;
      batch.push(order);
      items += order.rounds.reduce((sum, { setup, captures }) => sum + setup.length + captures, 0);
    }
    return batch;
  }

  #run(
    orders: readonly { readonly unit: Prepared; readonly rounds: readonly RoundOrder[] }[],
  ): Map<Prepared, Promise<readonly (Round | Broken)[]>> {
    const gatherings = orders.flatMap((order, position) =>
      order.rounds.map(
        (ordered, round) => new Gathering(this.environment, order.unit, ordered, `${position}.${round}`),
      ),
    );
    const byPrefix = new Map(gatherings.map((gathering) => [gathering.chunk.prefix, gathering]));
    const results = new Map(
      orders.map(({ unit }) => [
        unit,
        Promise.all(gatherings.filter((gathering) => gathering.unit === unit).map(({ result }) => result)),
      ]),
    );
    const open = gatherings.filter((gathering) => !gathering.settleIfEmpty());
    const listener: RunListener = {
      item: (item) => byPrefix.get(item.chunk.prefix)?.item(item),
      killed: (chunk, operation, reason) =>
        byPrefix.get(chunk.prefix)?.fail(`its setup broke: ${operation.name}: ${reason}`),
    };
    void this.#runEach(open, listener);
    return results;
  }

  /** Setups with the same row of data share a newman run; those of other rows come behind it. */
  async #runEach(open: readonly Gathering[], listener: RunListener): Promise<void> {
    for (const row of new Set(open.map((gathering) => gathering.row))) {
      const ofRow = open.filter((gathering) => gathering.row === row);
      const chunks = ofRow.map(({ chunk }) => chunk);
      try {
        await this.runner.run(
          chunks,
          this.environment.initial,
          true,
          listener,
          rowsOf(this.environment, row),
        );
      } finally {
        for (const gathering of ofRow) gathering.fail('its setup was not run to the end');
      }
    }
  }
}

/** One setup being run. */
class Gathering {
  readonly chunk: Chunk;
  readonly result: Promise<Round | Broken>;
  #settle: (result: Round | Broken) => void = () => undefined;
  readonly #before: Exchange[] = [];
  readonly #captured: WireRequest[] = [];
  readonly #created: Created[] = [];
  readonly #needed: ReadonlySet<string>;
  #left: number;
  #broken: string | undefined;
  #withheld = false;
  #refused: Exchange | undefined;
  #scopes: Scopes;
  readonly row: number;

  constructor(
    readonly environment: EnvironmentDrive,
    readonly unit: Prepared,
    { setup, captures }: RoundOrder,
    prefix: string,
  ) {
    this.result = new Promise((resolve) => {
      this.#settle = resolve;
    });
    const cookies = environment.cookies.get(unit.operation);
    const { contract, initial } = environment;
    const scopes = withValues(initial, freshVariables(setup, contract, lookupIn(initial)));
    this.row = unit.row ?? environment.rowOf(unit.operation);
    this.#scopes = { ...environment.withRow(scopes, this.row), cookies };
    this.#left = setup.length + captures;
    this.#needed = new Set([...setup, unit.operation].flatMap(({ templateVariables }) => templateVariables));
    this.chunk = {
      prefix,
      operations: setup,
      fixedOrder: true,
      bodies: freshBodies(environment, setup),
      cookies,
      scopes,
      ...(captures > 0 && { captures: capturesOf(environment, unit.operation, captures) }),
    };
  }

  /** A unit without a setup begins with the variables that everything begins with. */
  settleIfEmpty(): boolean {
    if (this.#left === 0) this.#finish();
    return this.#left === 0;
  }

  item({ operation, report, own, captured }: RunItem): void {
    this.#left -= 1;
    this.#scopes = report.scopes;
    if (captured) this.#captured.push(captured);
    else if (own) this.#answered(operation, own, report);
    else if (!report.skipped && !this.#mayFail(operation))
      this.#broken ??= this.#unsent(operation, report.requestError);
    if (this.#left <= 0) this.#finish();
  }

  #unsent({ name }: Operation, error: string | undefined): string {
    const hangs = this.environment.hangs.reason(name);
    if (hangs !== undefined) return `its setup broke: ${hangs}`;
    return `its setup broke: ${name} could not be sent${error ? ` (${error})` : ''}`;
  }

  fail(reason: string): void {
    this.#broken ??= reason;
    this.#finish();
  }

  #answered(operation: Operation, own: Sent, report: ItemReport): void {
    this.#before.push(own.exchange);
    this.environment.learn(operation, this.#scopes, own);
    const created = this.environment.created(operation, this.#scopes, own);
    if (created) this.#created.push(created);
    const withheld = withheldBy(own.raw);
    if (withheld !== undefined) {
      this.#withheld ||= this.#broken === undefined;
      this.#broken ??= withheldSetup(operation, withheld);
      return;
    }
    const flaw = setupFlaw(this.environment, operation, own, report, this.#needed);
    if (flaw === undefined || this.#mayFail(operation)) return;
    if (isUnauthorised(own.raw) || saysUnknown(own.raw)) this.#refused ??= own.exchange;
    this.#broken ??= `its setup broke: ${operation.name} ${flaw}`;
  }

  /** In the journey it failed as well, and the unit's operation behind it did not. */
  #mayFail(operation: Operation): boolean {
    return this.environment.failed.has(operation) && this.environment.worked.has(this.unit.operation);
  }

  #finish(): void {
    const created = this.#created;
    if (this.#broken === undefined) {
      this.#settle({ scopes: this.#scopes, before: this.#before, captured: this.#captured, created });
      return;
    }
    const refused = this.#refused && { refused: this.#refused };
    this.#settle({ broken: this.#broken, withheld: this.#withheld, ...refused, created });
  }
}

/** Bodies in which fields that must be unique have fresh values, by operation. */
export function freshBodies(
  environment: EnvironmentDrive,
  operations: readonly Operation[],
): ReadonlyMap<number, string> {
  return new Map(
    operations.flatMap((operation) => {
      const body = freshBody(operation, environment.contract);
      return body === undefined ? [] : [[operation.index, body] as const];
    }),
  );
}
