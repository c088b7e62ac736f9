import {
  type Exchange,
  isSuccessful,
  isUnauthorised,
  redirectOf,
  saysUnknown,
  type WireRequest,
  withheldBy,
} from '../contract/exchange.js';
import type { Operation } from '../contract/model.js';
import { aloneOf } from '../plan/alone.js';
import type { PlannedUnit, UnitProbe, UnitScenario } from '../plan/planned.js';
import { withoutCookies } from '../request/cookies.js';
import { newmanOnly } from '../request/newman-only.js';
import type { Created } from './belongings.js';
import { Cleanup } from './cleanup.js';
import { HANGS, hangsReason, ranOut } from './hangs.js';
import type { Sent } from './newman/runner.js';
import { outcomeOf } from './outcome-of.js';
import { probeFacts } from './probe-facts.js';
import { runScenario } from './scenario.js';
import { GIVEN_BEFORE } from './setup-flaw.js';
import type { Broken, Round } from './setups.js';
import { needsSigning } from './sign-again.js';
import type { UnitContext } from './unit-context.js';
import { type Shape, shapeOf } from './unit-shape.js';
import { variablesOf } from './unit-variables.js';

/**
 * Runs one unit in one environment: its setup, the probes that are to be refused, the valid request a few
 * times, the probes that are to succeed, its scenarios, and the deletion of what was created.
 */
export async function runUnit(unit: PlannedUnit, context: UnitContext): Promise<void> {
  const rounds = await context.setups.of(unit);
  const runner = new UnitRun(unit, context, rounds);
  await runner.run();
  await runner.cleanup.run();
}

/** Runs the scenarios of a unit that must have the environment to themselves. */
export async function runAlone(unit: PlannedUnit, context: UnitContext): Promise<void> {
  const rounds = await context.setups.of(unit);
  const runner = new UnitRun(unit, context, rounds);
  await runner.scenarios(aloneOf(unit));
  await runner.cleanup.run();
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
    this.#shape = shapeOf(unit, context.setup);
    this.cleanup = new Cleanup(context.builder);
    for (const { created } of rounds) for (const object of created) this.cleanup.add(object);
  }

  async run(): Promise<void> {
    if (this.rounds.length === 0) return;
    if (!(await this.#take())) return;
    // Probes show this environment what the other one created, while it still is as the setup left it.
    await this.#gather();
    for (const planned of this.#shape.shared) await this.#scenario(planned);
    for (const probe of this.#shape.refusals) if (!(await this.#refusal(probe))) break;
    await this.#gather();
    for (const probe of this.#shape.eithers) if (!(await this.#either(probe))) break;
    // Whether it hangs on valid requests as well, one of them tells.
    this.#hangs = Math.min(this.#hangs, HANGS - 1);
    for (let count = 0; count < this.#shape.valid; count++) {
      if (!(await this.#ready())) return;
      if (!(await this.#valid())) break;
    }
    for (const probe of this.#shape.successes) {
      if (!(await this.#ready())) return;
      if (!(await this.#either(probe))) return;
    }
    // Where the valid request was given up, some of its setups are left over.
    this.#next = this.rounds.length - this.#shape.beside.length - this.#shape.own.length;
    await this.#beside();
    await this.scenarios(this.#shape.own);
  }

  /** Runs scenarios, each with the next setup. */
  async scenarios(planned: readonly UnitScenario[]): Promise<void> {
    for (const scenario of planned) {
      if (this.context.signal?.aborted) return;
      if (await this.#take()) await this.#scenario(scenario);
    }
  }

  /** Scenarios that look at the other environment: both are there, and neither goes on before the other is through. */
  async #beside(): Promise<void> {
    for (const planned of this.#shape.beside) {
      if (this.context.signal?.aborted || !(await this.#take())) return;
      await this.#gather();
      await this.#scenario(planned);
      await this.#gather();
    }
  }

  async #scenario(planned: UnitScenario): Promise<void> {
    const { environment, builder, sink, meeting, signal } = this.context;
    const refused: Exchange[] = [];
    const scopes = this.#round?.scopes;
    if (!scopes) return;
    const { judgement, facts } = await runScenario(planned, {
      environment,
      scopes,
      beside: meeting.shownBeside(environment.name),
      build: (operation, values) => builder.valid(operation, scopes, values),
      send: async (operation, base, request, values) => {
        const signed = await this.#signed(operation, base, request, values);
        if (typeof signed === 'string') return signed;
        const sent = await this.#send(base, signed, operation, values);
        return this.#nothing(sent, operation) ?? sent;
      },
      stopped: () => {
        if (signal?.aborted) return 'the run was stopped';
        return this.#hangs >= HANGS ? `${HANGS} requests ran into the time-out` : environment.gone;
      },
      step: (step, exchange, seen) => {
        if (isUnauthorised(exchange.outcome) || saysUnknown(exchange.outcome)) refused.push(exchange);
        sink.step(planned, step, exchange, seen);
      },
    });
    // What is not there may be just what is asked for.
    const doubted = refused.filter(({ outcome }) => judgement.holds !== true || !saysUnknown(outcome));
    for (const exchange of doubted) if (await this.#lapsed(exchange)) return;
    sink.scenario(planned, judgement, facts);
  }

  #gather(): Promise<void> {
    return this.context.meeting.gather(this.unit.environment);
  }

  #use(round: Round): void {
    this.#round = round;
    this.context.meeting.show(this.unit.environment, round.scopes);
  }

  /** Goes on to the next setup; tells the sink where that one broke. */
  async #take(): Promise<boolean> {
    const next = this.rounds[this.#next++];
    if (next && 'scopes' in next) {
      this.#use(next);
      return true;
    }
    const reason = next?.broken ?? 'its setup was not run';
    if (next?.refused && (await this.#lapsed(next.refused, next.created))) return false;
    if (next?.withheld) this.context.sink.withheld(reason);
    else this.context.sink.broken(reason);
    return false;
  }

  async #ready(): Promise<boolean> {
    if (this.context.signal?.aborted) return false;
    return this.#shape.ownRounds ? this.#take() : true;
  }

  /** Sends a probe that is to be refused; false where nothing more of the kind is to be sent. */
  async #refusal(probe: UnitProbe): Promise<boolean> {
    if (!this.#goesOn()) return false;
    const sent = await this.#probe(probe);
    return sent && succeeded(sent) && this.#shape.ownRounds ? this.#replaceRound() : true;
  }

  /** Sends a probe that may change nothing of the setup; false as above. */
  async #either(probe: UnitProbe): Promise<boolean> {
    if (!this.#goesOn()) return false;
    const sent = await this.#probe(probe);
    return !(sent && probe.probe.expects === 'success' && (await this.#lapsed(sent.exchange)));
  }

  #goesOn(): boolean {
    if (this.context.signal?.aborted) return false;
    if (this.#hangs < HANGS) return true;
    this.context.sink.hangs(hangsReason(this.unit.operation.name));
    return false;
  }

  /** What should have been refused was done: the setup may be used up. */
  async #replaceRound(): Promise<boolean> {
    const round = await this.context.setups.another({ ...this.unit, setup: this.context.setup });
    for (const object of round.created) this.cleanup.add(object);
    if ('scopes' in round) {
      this.#use(round);
      return true;
    }
    if (round.withheld) this.context.sink.withheld(round.broken);
    else this.context.sink.broken(round.broken);
    return false;
  }

  async #probe(probe: UnitProbe): Promise<Sent | undefined> {
    const base = await this.#base();
    if (!base) return undefined;
    const { cookies } = this.#round?.scopes ?? {};
    const changed = probe.rule.anonymous ? withoutCookies(base, cookies) : base;
    const request = outcomeOf(() =>
      probe.probe.change(changed, probeFacts(this.context, this.unit, this.#round?.scopes)),
    );
    if (typeof request === 'string') {
      this.context.sink.unbuilt(probe, request);
      return undefined;
    }
    if (!request) {
      this.context.sink.unsent(probe, 'the request lacks what is to be changed');
      return undefined;
    }
    const signed = await this.#signed(this.unit.operation, changed, request);
    if (typeof signed === 'string') {
      this.context.sink.unsent(probe, signed);
      return undefined;
    }
    const sent = await this.#send(base, signed);
    const withheld = this.#nothing(sent);
    if (withheld === undefined) this.context.sink.probe(probe, sent.exchange);
    else this.context.sink.unsent(probe, withheld);
    return sent;
  }

  /** The changed request, signed again where the operation's scripts sign; or why they cannot. */
  async #signed(
    operation: Operation,
    base: WireRequest,
    changed: WireRequest,
    values?: Readonly<Record<string, string>>,
  ): Promise<WireRequest | string> {
    const request = { operation, base, changed };
    const needed = needsSigning(request);
    if (typeof needed === 'string') return needed;
    const scopes = this.#round?.scopes;
    return needed && scopes ? this.context.builder.sign(request, scopes, values) : changed;
  }

  /** Why an answer says nothing: the request was not let out, or met the redirect that every request meets. */
  #nothing({ raw, exchange }: Sent, operation = this.unit.operation): string | undefined {
    const { environment, sink } = this.context;
    if (redirectOf(raw) === undefined || !environment.redirected.has(operation)) return withheldBy(raw);
    if (operation === this.unit.operation) sink.redirected(exchange);
    return 'the valid request is redirected too, and a changed one follows no redirect';
  }

  async #valid(): Promise<boolean> {
    const base = await this.#base();
    if (!base || !this.#round) return false;
    const sent = await this.#send(base);
    if (await this.#lapsed(sent.exchange)) return false;
    const withheld = withheldBy(sent.raw);
    if (withheld !== undefined) {
      this.context.sink.withheld(withheld);
      return false;
    }
    this.context.sink.valid(sent.exchange, this.#round.before);
    return this.#hangs < HANGS;
  }

  /** Whether nothing of the unit can be judged any more, since what was let in before is refused. */
  async #lapsed(exchange: Exchange, own = this.#round?.created ?? []): Promise<boolean> {
    const { lapses, resets, belongings } = this.context.environment;
    const repeated = saysUnknown(exchange.outcome)
      ? own.find((created) => belongings.isRepeated(created))
      : undefined;
    if (repeated) {
      this.context.sink.spoilt(`${repeated.operation.name} ${GIVEN_BEFORE}`);
      return true;
    }
    const reason = (await lapses.reason(exchange)) ?? (await resets.reason(exchange, own, this.#another));
    if (reason === undefined) return false;
    const loss = lapses.takeLoss() ?? resets.takeLoss();
    if (loss) this.context.sink.lost(loss);
    this.context.sink.lapsed(reason);
    return true;
  }

  /** What another setup of the unit creates. */
  readonly #another = async (): Promise<readonly Created[]> => {
    const { created } = await this.context.setups.another(this.unit);
    for (const object of created) this.cleanup.add(object);
    return created;
  };

  /** @param base the valid request that it was made of */
  async #send(
    base: WireRequest,
    request = base,
    operation = this.unit.operation,
    values: Readonly<Record<string, string>> = {},
  ): Promise<Sent> {
    const { environment } = this.context;
    const departure = { by: 'suite', operation, base } as const;
    if (operation.role === 'delete') this.cleanup.deleting(operation, request);
    const sent = await environment.send(request, departure, {
      variables: variablesOf(this.unit, operation, this.#round?.scopes ?? environment.initial, values),
      cookies: this.#round?.scopes.cookies,
    });
    if (operation === this.unit.operation)
      for (const exchange of sent.redirects ?? []) this.context.sink.redirected(exchange);
    if (ranOut(sent.raw)) this.#hangs += 1;
    if (this.#round) this.cleanup.add(environment.created(operation, this.#round.scopes, sent));
    if (operation.role === 'delete' && succeeded(sent)) this.cleanup.deleted(operation, request);
    return sent;
  }

  /** The valid request, built anew: dynamic values and unique fields are fresh each time. */
  async #base(): Promise<WireRequest | undefined> {
    const { environment, builder, sink } = this.context;
    const { operation } = this.unit;
    if (environment.gone !== undefined) {
      const loss = environment.availability.takeLoss();
      if (loss) sink.lost(loss);
      sink.broken(`${environment.name} cannot be reached: ${environment.gone}`);
      return undefined;
    }
    if (!this.#round) return undefined;
    const { scopes, captured } = this.#round;
    // A setup that took the place of one that was used up has too few that newman built.
    const built = newmanOnly(operation)
      ? (captured.shift() ?? (await builder.build(operation, scopes)))
      : environment.resolve(operation, scopes);
    if (typeof built !== 'string') return built;
    sink.broken(built);
    return undefined;
  }
}

const succeeded = ({ raw }: { raw: Exchange['outcome'] }): boolean => isSuccessful(raw);
