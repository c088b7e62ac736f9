import type { Exchange, WireRequest } from '../contract/exchange.js';
import type { PlannedUnit, UnitProbe } from '../plan/plan.js';
import { newmanOnly } from '../plan/resolve.js';
import type { ProbeFacts } from '../rules/rule.js';
import { Cleanup } from './cleanup.js';
import { type EnvironmentDrive, isRequest } from './environment-drive.js';
import { HANGS, hangsReason, ranOut } from './hangs.js';
import type { Meeting } from './meeting.js';
import type { Sent } from './newman/runner.js';
import { lookupIn } from './scopes.js';
import type { Broken, Order, Round, SetupService } from './setups.js';
import type { UnitSink } from './sink.js';

/** How the requests of a unit are spread over setups. */
interface Shape {
  readonly refusals: readonly UnitProbe[];
  /** Probes that may be answered either way: sent with the setup of the refusals. */
  readonly eithers: readonly UnitProbe[];
  readonly successes: readonly UnitProbe[];
  /** How often the valid request is sent. */
  readonly valid: number;
  /** Whether each request that should succeed needs a setup of its own, since it may use it up. */
  readonly ownRounds: boolean;
}

function shapeOf(unit: PlannedUnit): Shape {
  const needed = unit.cases.some(({ kind }) => kind !== 'script');
  const repeats = unit.cases.map((planned) => (planned.kind === 'scenario' ? planned.rule.repeats : 1));
  return {
    refusals: unit.probes.filter(({ probe }) => probe.expects === 'refusal'),
    eithers: unit.probes.filter(({ probe }) => probe.expects === 'either'),
    successes: unit.probes.filter(({ probe }) => probe.expects === 'success'),
    valid: needed && unit.view.sample.problem === undefined ? Math.max(1, ...repeats) : 0,
    ownRounds: unit.operation.changes && unit.setup.length > 0,
  };
}

/** The setups that a unit needs; none where it sends nothing of its own. */
export function orderOf(unit: PlannedUnit): Order {
  const { refusals, eithers, successes, valid, ownRounds } = shapeOf(unit);
  const first = refusals.length + eithers.length;
  const total = first + successes.length + valid;
  if (total === 0) return { unit, captures: [] };
  const built = newmanOnly(unit.operation) ? 1 : 0;
  if (!ownRounds) return { unit, captures: [built * total] };
  return {
    unit,
    captures: [built * first, ...Array<number>(valid + successes.length).fill(built)],
  };
}

export interface UnitContext {
  readonly environment: EnvironmentDrive;
  readonly setups: SetupService;
  readonly sink: UnitSink;
  readonly meeting: Meeting;
  readonly other?: EnvironmentDrive;
  readonly spoilt: ProbeFacts['spoilt'];
  readonly signal?: AbortSignal;
}

/**
 * Runs one unit in one environment: its setup, the probes that are to be refused, the valid request a few
 * times, the probes that are to succeed, and the deletion of what was created.
 *
 * @returns how many created objects could not be deleted
 */
export async function runUnit(unit: PlannedUnit, context: UnitContext): Promise<number> {
  const rounds = await context.setups.of(unit);
  const runner = new UnitRun(unit, context, rounds);
  await runner.run();
  return runner.cleanup.run();
}

class UnitRun {
  readonly cleanup: Cleanup;
  readonly #shape: Shape;
  #round: Round | undefined;
  #next = 0;
  #hangs = 0;

  constructor(
    readonly unit: PlannedUnit,
    readonly context: UnitContext,
    readonly rounds: readonly (Round | Broken)[],
  ) {
    this.#shape = shapeOf(unit);
    this.cleanup = new Cleanup(context.environment);
    for (const { created } of rounds) for (const object of created) this.cleanup.add(object);
  }

  async run(): Promise<void> {
    if (this.rounds.length === 0) return;
    if (!this.#take()) return;
    // Probes show this environment what the other one created, while it still is as the setup left it.
    await this.#gather();
    for (const probe of this.#shape.refusals) if (!(await this.#refusal(probe))) break;
    await this.#gather();
    for (const probe of this.#shape.eithers) if (!(await this.#either(probe))) break;
    // Whether it hangs on valid requests as well, one of them tells.
    this.#hangs = Math.min(this.#hangs, HANGS - 1);
    for (let count = 0; count < this.#shape.valid; count++) {
      if (!this.#ready()) return;
      if (!(await this.#valid())) break;
    }
    for (const probe of this.#shape.successes) {
      if (!this.#ready()) return;
      if (!(await this.#either(probe))) return;
    }
  }

  #gather(): Promise<void> {
    return this.context.meeting.gather(this.unit.environment);
  }

  #use(round: Round): void {
    this.#round = round;
    this.context.meeting.show(this.unit.environment, round.scopes);
  }

  /** Goes on to the next setup; tells the sink where that one broke. */
  #take(): boolean {
    const next = this.rounds[this.#next++];
    if (next && 'scopes' in next) {
      this.#use(next);
      return true;
    }
    this.context.sink.broken(next?.broken ?? 'its setup was not run');
    return false;
  }

  #ready(): boolean {
    if (this.context.signal?.aborted) return false;
    return this.#shape.ownRounds ? this.#take() : true;
  }

  /** Sends a probe that is to be refused; false where nothing more of the kind is to be sent. */
  async #refusal(probe: UnitProbe): Promise<boolean> {
    const sent = await this.#either(probe);
    if (sent && sent !== true && succeeded(sent) && this.#shape.ownRounds) return this.#replaceRound();
    return sent !== false;
  }

  /** Sends a probe; false where nothing more of the kind is to be sent, true where it could not be built. */
  async #either(probe: UnitProbe): Promise<Sent | boolean> {
    if (this.context.signal?.aborted) return false;
    if (this.#hangs >= HANGS) {
      this.context.sink.hangs(hangsReason(this.unit.operation.name));
      return false;
    }
    return (await this.#probe(probe)) ?? true;
  }

  /** What should have been refused was done: the setup may be used up. */
  async #replaceRound(): Promise<boolean> {
    const round = await this.context.setups.another(this.unit);
    for (const object of round.created) this.cleanup.add(object);
    if ('scopes' in round) this.#use(round);
    return 'scopes' in round;
  }

  async #probe(probe: UnitProbe): Promise<Sent | undefined> {
    const base = this.#base();
    if (!base) return undefined;
    const request = probe.probe.change(base, this.#facts());
    if (!request) {
      this.context.sink.unsent(probe, 'the request lacks what is to be changed');
      return undefined;
    }
    const sent = await this.#send(request);
    this.context.sink.probe(probe, sent.exchange);
    return sent;
  }

  async #valid(): Promise<boolean> {
    const base = this.#base();
    if (!base || !this.#round) return false;
    const sent = await this.#send(base);
    this.context.sink.valid(sent.exchange, this.#round.before);
    if (succeeded(sent)) this.cleanup.deleted(base);
    return this.#hangs < HANGS;
  }

  async #send(request: WireRequest): Promise<Sent> {
    const { environment } = this.context;
    const sent = await environment.send(this.unit.operation, request);
    if (ranOut(sent.raw)) this.#hangs += 1;
    if (this.#round) this.cleanup.add(environment.created(this.unit.operation, this.#round.scopes, sent));
    return sent;
  }

  /** The valid request, built anew: dynamic values and unique fields are fresh each time. */
  #base(): WireRequest | undefined {
    const { environment, sink } = this.context;
    const { operation } = this.unit;
    if (environment.gone !== undefined) {
      sink.broken(`${environment.name} cannot be reached: ${environment.gone}`);
      return undefined;
    }
    if (!this.#round) return undefined;
    if (newmanOnly(operation)) {
      const built = this.#round.captured.shift();
      if (!built) sink.broken('newman could not build its request');
      return built;
    }
    const resolved = environment.resolve(operation, this.#round.scopes);
    if (isRequest(resolved)) return resolved;
    sink.broken(
      `no value for ${resolved.map((name) => `{{${name}}}`).join(', ')}: ${this.#setters(resolved)}`,
    );
    return undefined;
  }

  #setters(variables: readonly string[]): string {
    const { operations } = this.context.environment.contract;
    const setters = operations.filter(({ writes }) => writes.some((name) => variables.includes(name)));
    if (setters.length === 0) return 'nothing sets it';
    return `${setters.map(({ name }) => name).join(' or ')} should have set it`;
  }

  #facts(): ProbeFacts {
    const { environment, other, spoilt, meeting } = this.context;
    const beside = meeting.shownBeside(environment.name);
    const otherToken = other?.bearerFor(this.unit.operation);
    return {
      clientId: environment.settings.clientId,
      ...(environment.settings.bearerToken !== undefined && {
        bearerToken: environment.settings.bearerToken,
      }),
      value: lookupIn(this.#round?.scopes ?? environment.initial),
      spoilt,
      ...(other && {
        other: {
          clientId: other.settings.clientId,
          ...(otherToken !== undefined && { bearerToken: otherToken }),
          value: beside ? lookupIn(beside) : () => undefined,
        },
      }),
    };
  }
}

const succeeded = ({ raw }: { raw: Exchange['outcome'] }): boolean =>
  raw.kind === 'answer' && raw.status >= 200 && raw.status < 300;
