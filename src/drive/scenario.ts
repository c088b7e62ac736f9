import type { Exchange, WireRequest } from '../contract/exchange.js';
import type { Operation } from '../contract/model.js';
import type { UnitScenario } from '../plan/planned.js';
import type { Lookup } from '../request/build.js';
import type { Judgement, Scene, Step } from '../rules/rule.js';
import type { EnvironmentDrive } from './environment-drive.js';
import type { Scopes } from './newman/protocol.js';
import type { Sent } from './newman/runner.js';
import { outcomeOf } from './outcome-of.js';
import { lookupIn } from './scopes.js';
import type { ScenarioFacts, StepFacts } from './sink.js';
import { pause } from './wire/pace.js';

/** Steps of one scenario; a list may have very many pages. */
const STEPS = 200;

export interface ScenarioContext {
  readonly environment: EnvironmentDrive;
  readonly scopes: Scopes;
  /** What the same setup left in the other environment. */
  readonly beside: Scopes | undefined;
  /** Builds a request with these values; or says why it cannot be built. */
  build(
    operation: Operation,
    values: Readonly<Record<string, string>> | undefined,
  ): Promise<WireRequest | string>;
  /**
   * @param base the valid request that the other was made of
   * @returns or why what came of it says nothing
   */
  send(
    operation: Operation,
    base: WireRequest,
    request: WireRequest,
    values: Step['values'],
  ): Promise<Sent | string>;
  /** Whether nothing more is to be sent. */
  stopped(): string | undefined;
  step(step: Step, exchange: Exchange, facts: StepFacts): void;
}

/** How a scenario ended. */
export interface Ended {
  readonly judgement: Judgement;
  readonly facts: ScenarioFacts;
}

/** Sends the steps of a scenario, each as what came back before asks for. */
export async function runScenario({ scenario }: UnitScenario, context: ScenarioContext): Promise<Ended> {
  const facts = new Map<Exchange, StepFacts>();
  const values: Record<string, string | null> = Object.create(null);
  const beside: Record<string, string | null> = Object.create(null);
  const scene: Scene = {
    value: noted(lookupIn(context.scopes), values),
    beside: noted(context.beside ? lookupIn(context.beside) : () => undefined, beside),
    gaveAgain: (exchange) => facts.get(exchange)?.again ?? false,
    kept: (exchange) => facts.get(exchange)?.kept ?? {},
  };
  const steps = scenario.run(scene);
  const stop = (reason: string): Ended => ({
    judgement: { holds: 'unknown', reason },
    facts: { values, beside, stopped: reason },
  });
  let next = steps.next();
  while (!next.done) {
    const step: Step = next.value;
    const stopped =
      context.stopped() ?? (facts.size >= STEPS ? `it took more than ${STEPS} requests` : undefined);
    if (stopped !== undefined) return stop(stopped);
    const built = await context.build(step.operation, step.values);
    if (typeof built === 'string') return stop(built);
    const changed = outcomeOf(() => step.change?.(built) ?? built);
    if (typeof changed === 'string') return stop(changed);
    if (step.wait !== undefined) await pause(step.wait);
    const sent = await context.send(step.operation, built, changed, step.values);
    if (typeof sent === 'string')
      return { judgement: { holds: 'nothing', reason: sent }, facts: { values, beside, withheld: sent } };
    const { raw, exchange } = sent;
    const seen = {
      kept: context.environment.kept(step.operation, raw),
      again: context.environment.gaveAgain(raw),
    };
    facts.set(exchange, seen);
    context.step(step, exchange, seen);
    next = steps.next(exchange);
  }
  return { judgement: next.value, facts: { values, beside } };
}

/** The same lookup, which writes down what it was asked for. */
function noted(lookup: Lookup, asked: Record<string, string | null>): Lookup {
  return (name) => {
    const value = lookup(name);
    asked[name] = value ?? null;
    return value;
  };
}
