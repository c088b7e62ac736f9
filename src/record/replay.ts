import type { Exchange } from '../contract/exchange.js';
import type { Contract } from '../contract/model.js';
import type { DriveListener, ScenarioFacts, UnitSink } from '../drive/sink.js';
import type { PlannedCase } from '../plan/case.js';
import type { Plan, PlannedUnit, UnitProbe, UnitScenario } from '../plan/planned.js';
import type { BurstSeen } from '../rules/rule.js';
import { exchangeOf } from './exchange-json.js';
import type { Head, Line, ProbeName, ScenarioName, UnitLine, UnitName } from './lines.js';
import { mentioned } from './read.js';
import { scenarioName, unitName } from './recording.js';
import { type Retold, retell, stepOf } from './retell.js';

export interface ReplayOptions {
  readonly head: Head;
  readonly contract: Contract;
  /** Today's plan. */
  readonly plan: Plan;
  /** How often each exchange is spoken of; it is let go after the last time. */
  readonly mentions: Map<number, number>;
}

/** Tells the judge what a record says, as the drive once did. */
export class Replay {
  readonly #exchanges = new Map<number, Exchange>();
  readonly #units = new Map<string, PlannedUnit>();
  readonly #seen = new Set<string>();
  readonly #told = new Set<string>();
  readonly #steps = new Map<UnitScenario, Retold[]>();
  readonly #before: ReadonlySet<string>;
  readonly #kinds = new Map<string, string>();
  /** Cases whose probe sends something else now. */
  readonly #replaced = new Set<string>();
  /** Exchanges read so far. */
  count = 0;

  constructor(readonly options: ReplayOptions) {
    const { plan, head } = options;
    this.#before = new Set(head.cases);
    for (const { units } of plan.pairs) {
      for (const unit of units) {
        this.#units.set(keyOf(unitName(unit)), unit);
        for (const { kind, case: planned } of unit.cases) this.#kinds.set(planned.id, kind);
      }
    }
    for (const { kind, case: planned } of plan.once) this.#kinds.set(planned.id, kind);
  }

  take(line: Line, judge: DriveListener): void {
    const { plan, mentions } = this.options;
    if (line.is === 'exchange') {
      this.count += 1;
      if (mentions.has(line.id)) this.#exchanges.set(line.id, withoutMark(line));
    } else if ('unit' in line) this.#unit(line, judge);
    else if (line.is === 'pairDone' || line.is === 'pairRests') {
      const pair = plan.pairs.find(
        ({ operation, units: [unit] }) => operation.name === line.operation && unit?.row === line.row,
      );
      if (pair) judge[line.is](pair.units);
    } else if (line.is === 'connection') {
      for (const { kind, case: planned } of plan.once)
        if (kind === 'connection' && planned.environment === line.environment) this.#told.add(planned.id);
      judge.connection(line.environment, line.seen);
    } else if (line.is === 'burst') this.#burst(line, judge);
    else if (line.is === 'note') judge.note(line.environment, line.text);
    for (const id of mentioned(line)) this.#release(id);
  }

  /** Why the record cannot tell of a case: what it rests on was not sent then. */
  lacks({ id, environment, operation }: PlannedCase): string | undefined {
    if (this.#told.has(id)) return undefined;
    const kind = this.#kinds.get(id) ?? '';
    const own = kind === 'probe' || kind === 'scenario' || kind === 'connection' || kind === 'burst';
    if (this.#before.has(id) && !this.#replaced.has(id)) return undefined;
    if (kind === 'environment') return undefined;
    return !own && operation !== undefined && this.#seen.has(keyOf([environment, operation]))
      ? undefined
      : NOT_THERE;
  }

  #unit(line: UnitLine, judge: DriveListener): void {
    const [environment, operation] = line.unit;
    this.#seen.add(keyOf([environment, operation]));
    const unit = this.#units.get(keyOf(line.unit));
    if (unit) this.#tell(line, unit, judge.sink(unit));
  }

  #tell(line: UnitLine, unit: PlannedUnit, sink: UnitSink): void {
    if ('exchange' in line) {
      const exchange = this.#exchanges.get(line.exchange);
      if (exchange) this.#answered(line, exchange, unit, sink);
    } else if (line.is === 'row') sink.row(line.name);
    else if (line.is === 'script') sink.script(line.report);
    else if (line.is === 'scenario') this.#scenario(scenarioIn(unit, line.scenario), line.facts, sink);
    else if (line.is === 'unsent' || line.is === 'unbuilt') {
      const probe = this.#probe(unit, line.probe);
      if (probe) sink[line.is](probe, line.reason);
    } else sink[line.is](line.reason);
  }

  #answered(line: Answered, exchange: Exchange, unit: PlannedUnit, sink: UnitSink): void {
    if (line.is === 'journey') sink.journey(exchange);
    else if (line.is === 'redirected') sink.redirected(exchange);
    else if (line.is === 'lost') sink.lost({ ...line.loss, exchange, before: this.#those(line.before) });
    else if (line.is === 'valid') sink.valid(exchange, this.#those(line.before));
    else if (line.is === 'probe') {
      const probe = this.#probe(unit, line.probe);
      if (probe) sink.probe(probe, exchange);
    } else {
      const scenario = scenarioIn(unit, line.scenario);
      const step = stepOf(line.step, this.options.contract);
      if (!scenario || !step) return;
      const steps = this.#steps.get(scenario) ?? [];
      this.#steps.set(scenario, [...steps, { sent: line.step, exchange, facts: line.facts }]);
      sink.step(scenario, step, exchange, line.facts);
    }
  }

  #those(ids: readonly number[]): Exchange[] {
    return ids.flatMap((id) => this.#exchanges.get(id) ?? []);
  }

  #scenario(planned: UnitScenario | undefined, facts: ScenarioFacts, sink: UnitSink): void {
    if (!planned) return;
    this.#told.add(planned.case.id);
    sink.scenario(planned, retell(planned.scenario, this.#steps.get(planned) ?? [], facts), facts);
    this.#steps.delete(planned);
  }

  #probe(unit: PlannedUnit, { rule, variation, sends }: ProbeName): UnitProbe | undefined {
    const found = unit.probes.find(
      (candidate) => candidate.rule.id === rule && candidate.probe.variation === variation,
    );
    if (found && found.probe.sends !== sends) {
      if (found.case) this.#replaced.add(found.case.id);
      return undefined;
    }
    if (found?.case) this.#told.add(found.case.id);
    return found;
  }

  #burst({ case: id, seen }: Extract<Line, { is: 'burst' }>, judge: DriveListener): void {
    const { plan } = this.options;
    const planned = plan.once.find((candidate) => candidate.case.id === id);
    if (planned?.kind !== 'burst') return;
    const whole = typeof seen === 'string' ? seen : this.#burstOf(seen);
    if (whole === undefined) return;
    this.#told.add(id);
    judge.burst(planned, whole);
  }

  #burstOf(seen: Exclude<Extract<Line, { is: 'burst' }>['seen'], string>): BurstSeen | undefined {
    const { first: firstId, limited: limitedId, others, after: afterId, ...rest } = seen;
    const [first, limited, after] = [firstId, limitedId, afterId].map((id) => this.#exchanges.get(id ?? -1));
    if (!first) return undefined;
    return {
      ...rest,
      first,
      others: others.flatMap((id) => this.#exchanges.get(id) ?? []),
      ...(limited && { limited }),
      ...(after && { after }),
    };
  }

  #release(id: number): void {
    const { mentions } = this.options;
    const left = (mentions.get(id) ?? 0) - 1;
    mentions.set(id, left);
    if (left <= 0) this.#exchanges.delete(id);
  }
}

const NOT_THERE = 'not in the record';

type Answered = Extract<UnitLine, { exchange: number }>;

const keyOf = ([environment, operation, row]: UnitName): string =>
  row === undefined ? `${environment} ${operation}` : `${environment} ${operation} ${row}`;

function withoutMark({ is: _, ...exchange }: Extract<Line, { is: 'exchange' }>): Exchange {
  return exchangeOf(exchange);
}

function scenarioIn(unit: PlannedUnit, { rule, variation }: ScenarioName): UnitScenario | undefined {
  return unit.scenarios.find((candidate) => {
    const name = scenarioName(candidate);
    return name.rule === rule && name.variation === variation;
  });
}
