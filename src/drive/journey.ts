import { isSuccessful, withheldBy } from '../contract/exchange.js';
import type { Operation } from '../contract/model.js';
import type { AssertionPart } from '../contract/verdict.js';
import type { PlannedUnit } from '../plan/planned.js';
import type { ScriptReport } from '../rules/rule.js';
import { ROWLESS, rowName } from '../settings/data-rows.js';
import { Builder } from './builder.js';
import { Cleanup } from './cleanup.js';
import type { EnvironmentDrive } from './environment-drive.js';
import { freshVariables } from './fresh.js';
import type { CollectionRunner, RunItem, RunListener } from './newman/runner.js';
import { lookupIn, withValues } from './scopes.js';
import { setupFlaw, withheldSetup } from './setup-flaw.js';
import { freshBodies } from './setups.js';
import type { UnitSink } from './sink.js';

export interface JourneyContext {
  readonly environment: EnvironmentDrive;
  readonly runner: CollectionRunner;
  /** Units of this environment by operation. */
  readonly units: ReadonlyMap<Operation, PlannedUnit>;
  /** Operations that are passed beside those of the units. */
  readonly passed: readonly Operation[];
  sink(unit: PlannedUnit): UnitSink;
}

/**
 * Runs the collection as it is, through newman, in one environment: the journey. Only the operations of the
 * units and of their setups, where tests are judged all that were selected, and only those that may be run there.
 *
 * @returns why units need not be tried: their setup is the whole run up to there, and something in that broke
 */
export async function journey(context: JourneyContext): Promise<Map<PlannedUnit, Hopeless>> {
  const { environment, runner, units } = context;
  const operations = travelled(context);
  const visit = new Visit(context);
  const chunk = {
    prefix: 'journey',
    operations,
    fixedOrder: false,
    bodies: freshBodies(environment, operations),
  };
  const { contract, initial } = environment;
  const begun = withValues(initial, freshVariables(operations, contract, lookupIn(initial)));
  const all = environment.settings.data?.rows;
  const listener: RunListener = {
    item: (item) => visit.item(item),
    killed: (_chunk, operation, reason, row) => visit.killed(operation, reason, row),
  };
  const rows = all && { all, first: 0, last: all.length - 1 };
  await runner.run([chunk], begun, false, listener, rows);
  for (const [operation, unit] of units) visit.tell(operation, unit);
  const hopeless = new Map<PlannedUnit, Hopeless>();
  for (const [operation, unit] of units) {
    const before = operations.filter(({ index }) => index < operation.index);
    const row = visit.firstThatWorks(unit);
    environment.rows.set(operation, row);
    const rowless = visit.rowless(unit);
    const whole = unit.setup.length > 1 && unit.setup.length === before.length;
    const reason = whole && !environment.worked.has(operation) ? visit.spoiltBy(unit, row) : undefined;
    if (rowless !== undefined) hopeless.set(unit, { reason: rowless, withheld: true });
    else if (reason !== undefined) hopeless.set(unit, reason);
    else if (visit.skipped(operation)) hopeless.set(unit, { reason: SKIPPED, withheld: true });
  }
  await visit.cleanup.run();
  return hopeless;
}

function travelled({ environment, units, passed }: JourneyContext): Operation[] {
  const wanted = new Set([...[...units.values()].flatMap(operationsOf), ...passed]);
  return environment.contract.operations.filter(
    (operation) =>
      wanted.has(operation) &&
      operation.leftOut?.journey !== false &&
      (environment.settings.writes || !operation.changes),
  );
}

/** Operations that a unit sends: where their answers hold what their scripts keep is learnt in the journey. */
const operationsOf = ({ setup, fuller = [], operation, scenarios }: PlannedUnit): Operation[] => [
  ...setup,
  ...fuller,
  operation,
  ...scenarios.flatMap((planned) => [...planned.setup, ...planned.scenario.uses]),
];

/** Why a unit is not tried. */
export interface Hopeless {
  readonly reason: string;
  /** The suite itself did not let out what it needs, or a script leaves it unsent. */
  readonly withheld: boolean;
}

/** Of one pass through the collection. */
interface Turn {
  /** Operations that did not succeed, with what they did instead. */
  readonly broken: Map<Operation, string>;
  /** Operations whose request the suite did not let out. */
  readonly withheld: Map<Operation, string>;
  /** Operations with a test that failed. */
  readonly failed: Set<Operation>;
}

const JUMP = /setNextRequest/;
const SKIPPED = 'its script skipped it';

/** Whether newman has no failure of it. */
const holds = ({ parts, exceptions, unheard = [], late }: ScriptReport): boolean =>
  exceptions.length + unheard.length === 0 && !late && parts.every(({ result }) => result !== 'failed');

/** What the journey saw, until it can be told: an operation may be passed more than once. */
class Visit {
  readonly cleanup: Cleanup;
  readonly #reports = new Map<Operation, ScriptReport>();
  readonly #lost = new Map<Operation, string>();
  /** Operations whose request, or what it needs, the suite did not let out. */
  readonly #withheld = new Map<Operation, string>();
  /** What was seen with each row of data; without such rows there is one. */
  readonly #turns: Turn[] = [];
  /** Operations that a script makes of a row, and that fail without one. */
  readonly #rowless = new Set<Operation>();

  readonly #needed: ReadonlySet<string>;

  constructor(readonly context: JourneyContext) {
    const all = [...context.units.values()].flatMap(operationsOf);
    this.#needed = new Set(all.flatMap(({ templateVariables }) => templateVariables));
    this.cleanup = new Cleanup(new Builder(context.environment, context.runner));
  }

  item({ operation, report, own, heldBack }: RunItem): void {
    const { environment, units, sink } = this.context;
    const unit = units.get(operation);
    if (environment.latest.cookies !== undefined && !environment.cookies.has(operation))
      environment.cookies.set(operation, environment.latest.cookies);
    environment.latest = report.scopes;
    const row = report.scopes.row?.index ?? 0;
    const turn = this.#turn(row);
    const flaw = own && setupFlaw(environment, operation, own, report, this.#needed);
    // Where it did what it should, it lacked nothing of what failed before it.
    const worked = own !== undefined && flaw === undefined && isSuccessful(own.raw) && holds(report);
    if (worked) environment.worked.add(operation);
    const spoilt = unit && !worked ? this.spoiltBy(unit, row) : undefined;
    const withheld = own && withheldBy(own.raw);
    if (withheld !== undefined) this.#hold(operation, withheld, row);
    const fails = !holds(report);
    if (fails) turn.failed.add(operation);
    const isLost = !own || !isSuccessful(own.raw);
    const asksRow = operation.readsRow === 'prerequest' && !environment.settings.data;
    if (asksRow && (fails || isLost)) this.#rowless.add(operation);
    if (own) {
      environment.learn(operation, report.scopes, own);
      this.cleanup.add(environment.created(operation, report.scopes, own));
      // newman runs no test on an answer that is not whole.
      const missing = own.raw.kind === 'none' ? own.raw : own.raw.defect;
      if (missing) this.#lost.set(operation, this.#inRow(row, `no whole answer: ${missing.detail}`));
      for (const exchange of own.redirects ?? []) if (unit) sink(unit).redirected(exchange);
      if (own.redirects) environment.redirected.add(operation);
      const tells = spoilt === undefined && !this.#rowless.has(operation);
      if (own.raw.kind === 'answer' && unit && tells) sink(unit).journey(own.exchange);
      const succeeded = isSuccessful(own.raw);
      if (succeeded && operation.role === 'delete')
        this.cleanup.deleted(operation, (own.redirects?.[0] ?? own.exchange).request);
      if (flaw !== undefined) this.#breaks(operation, flaw, row);
    } else if (!report.skipped) {
      const reason = `newman could not send the request${report.requestError ? `: ${report.requestError}` : ''}`;
      this.#lost.set(operation, this.#inRow(row, reason));
      this.#breaks(operation, 'could not be sent', row);
    }
    if (spoilt?.withheld && !holds(report)) this.#hold(operation, spoilt.reason, row);
    else if (spoilt && !holds(report)) this.#lost.set(operation, this.#inRow(row, spoilt.reason));
    const before = this.#reports.get(operation);
    const held = heldBack ?? before?.heldBack;
    this.#reports.set(operation, {
      parts: this.#partsWith(before?.parts ?? [], row, report.parts),
      exceptions: [
        ...(before?.exceptions ?? []),
        ...report.exceptions.map((exception) => this.#inRow(row, exception)),
      ],
      unheard: [...(before?.unheard ?? []), ...report.unheard.map((words) => this.#inRow(row, words))],
      strays: [...(before?.strays ?? []), ...report.strays],
      late: report.late || before?.late === true,
      ...(held !== undefined && { heldBack: held }),
      skipped: report.skipped,
    });
  }

  killed(operation: Operation, reason: string, row: number): void {
    this.#lost.set(operation, this.#inRow(row, reason));
    this.#breaks(operation, 'had to be stopped', row);
  }

  #breaks(operation: Operation, flaw: string, row: number): void {
    this.#turn(row).broken.set(operation, flaw);
    this.context.environment.failed.add(operation);
  }

  #hold(operation: Operation, reason: string, row: number): void {
    this.#turn(row).withheld.set(operation, reason);
    this.#withheld.set(operation, this.#inRow(row, reason));
  }

  #turn(row: number): Turn {
    this.#turns[row] ??= { broken: new Map(), withheld: new Map(), failed: new Set() };
    return this.#turns[row];
  }

  /** Why a unit is not tried without a row. */
  rowless({ setup, operation }: PlannedUnit): string | undefined {
    const found = [...setup, operation].find((one) => this.#rowless.has(one));
    return found && `${found.name} ${ROWLESS}`;
  }

  /** A unit takes the first row with which it, and its setup, does as it should; the first of all where none does. */
  firstThatWorks({ setup, operation }: PlannedUnit): number {
    const found = this.#turns.findIndex((turn) =>
      [...setup, operation].every((one) => turn && !turn.broken.has(one) && !turn.failed.has(one)),
    );
    return Math.max(0, found);
  }

  #inRow(row: number, words: string): string {
    const { data } = this.context.environment.settings;
    return data ? `${rowName(data, row)}: ${words}` : words;
  }

  /** Of tests that pass with several rows, each is told once. */
  #partsWith(
    before: readonly AssertionPart[],
    row: number,
    parts: readonly AssertionPart[],
  ): AssertionPart[] {
    if (!this.context.environment.settings.data) return [...before, ...parts];
    const known = new Set(before.flatMap(({ name, result }) => (result === 'passed' ? [name] : [])));
    return [
      ...before,
      ...parts.flatMap((part): AssertionPart[] => {
        if (part.result === 'passed') return known.has(part.name) ? [] : [part];
        return [{ ...part, message: this.#inRow(row, part.message ?? part.result) }];
      }),
    ];
  }

  /** Whether a script of the operation left its request unsent. */
  skipped(operation: Operation): boolean {
    return this.#reports.get(operation)?.skipped === true;
  }

  /** An operation that its setup left without what it needs shows nothing of its own. */
  spoiltBy({ setup }: PlannedUnit, row: number): Hopeless | undefined {
    const turn = this.#turn(row);
    const withheld = setup.find((operation) => turn.withheld.has(operation));
    if (withheld)
      return { reason: withheldSetup(withheld, turn.withheld.get(withheld) ?? ''), withheld: true };
    const broken = setup.find((operation) => turn.broken.has(operation));
    return (
      broken && { reason: `its setup broke: ${broken.name} ${turn.broken.get(broken)}`, withheld: false }
    );
  }

  /** Why the collection's own scripts kept an operation's request and tests from being run. */
  #passedOver(operation: Operation): string | undefined {
    const report = this.#reports.get(operation);
    if (report?.skipped && holds(report)) return SKIPPED;
    const { contract } = this.context.environment;
    const jumps = contract.operations.some(({ scripts }) => scripts.some(({ source }) => JUMP.test(source)));
    return !report && !this.#lost.has(operation) && jumps
      ? "the collection's scripts pass over it"
      : undefined;
  }

  tell(operation: Operation, unit: PlannedUnit): void {
    const sink = this.context.sink(unit);
    const report = this.#reports.get(operation);
    const lost =
      this.#lost.get(operation) ?? (report ? undefined : 'the run of the collection did not reach it');
    const withheld = this.#withheld.get(operation) ?? this.#passedOver(operation);
    if (withheld !== undefined) sink.scriptSkipped(withheld);
    else if (lost !== undefined) sink.scriptLost(lost);
    else if (report) sink.script(report);
  }
}
