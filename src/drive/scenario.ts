import type { Exchange, WireRequest } from '../contract/exchange.js';
import type { Operation } from '../contract/model.js';
import type { UnitScenario } from '../plan/planned.js';
import type { Judgement, Scene, Step } from '../rules/rule.js';
import type { EnvironmentDrive } from './environment-drive.js';
import type { Scopes } from './newman/protocol.js';
import type { Sent } from './newman/runner.js';
import { outcomeOf } from './outcome-of.js';
import { lookupIn } from './scopes.js';

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
  send(operation: Operation, request: WireRequest): Promise<Sent>;
  /** Whether nothing more is to be sent. */
  stopped(): string | undefined;
  step(step: Step, exchange: Exchange): void;
}

/** Sends the steps of a scenario, each as what came back before asks for. @returns its judgement */
export async function runScenario({ scenario }: UnitScenario, context: ScenarioContext): Promise<Judgement> {
  const answers = new Map<Exchange, { readonly operation: Operation; readonly sent: Sent }>();
  const scene: Scene = {
    value: lookupIn(context.scopes),
    beside: context.beside ? lookupIn(context.beside) : () => undefined,
    gaveAgain: (exchange) => {
      const answer = answers.get(exchange);
      return answer !== undefined && context.environment.gaveAgain(answer.sent.raw);
    },
    kept: (exchange) => {
      const answer = answers.get(exchange);
      return answer ? context.environment.kept(answer.operation, answer.sent.raw) : {};
    },
  };
  const steps = scenario.run(scene);
  let next = steps.next();
  while (!next.done) {
    const step: Step = next.value;
    const stopped =
      context.stopped() ?? (answers.size >= STEPS ? `it took more than ${STEPS} requests` : undefined);
    if (stopped !== undefined) return { holds: 'unknown', reason: stopped };
    const built = await context.build(step.operation, step.values);
    if (typeof built === 'string') return { holds: 'unknown', reason: built };
    const changed = outcomeOf(() => step.change?.(built) ?? built);
    if (typeof changed === 'string') return { holds: 'unknown', reason: changed };
    const sent = await context.send(step.operation, changed);
    answers.set(sent.exchange, { operation: step.operation, sent });
    context.step(step, sent.exchange);
    next = steps.next(sent.exchange);
  }
  return next.value;
}
