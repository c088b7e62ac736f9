import type { Exchange } from '../contract/exchange.js';
import type { Contract } from '../contract/model.js';
import type { ScenarioFacts, StepFacts } from '../drive/sink.js';
import type { Judgement, Scenario, Scene, Step } from '../rules/rule.js';
import type { StepSent } from './lines.js';
import { stepSent } from './recording.js';

/** A step that was sent, and what came back. */
export interface Retold {
  readonly sent: StepSent;
  readonly exchange: Exchange;
  readonly facts: StepFacts;
}

/** A step as it is told to the judge; undefined where the contract has no such operation any more. */
export function stepOf(
  { operation: name, sends, values, changed }: StepSent,
  contract: Contract,
): Step | undefined {
  const operation = contract.operations.find((candidate) => candidate.name === name);
  return (
    operation && {
      operation,
      sends,
      ...(values && { values: Object.fromEntries(values.map((variable) => [variable, ''])) }),
      ...(changed && { change: (request) => request }),
    }
  );
}

/** Something that a scenario asks for now, and did not then. */
class Unrecorded extends Error {}

/** Leads a scenario through its recorded steps; where it asks for anything else, nothing can be said. */
export function retell(scenario: Scenario, steps: readonly Retold[], facts: ScenarioFacts): Judgement {
  const bySide = new Map(steps.map(({ exchange, facts: seen }) => [exchange, seen]));
  const scene: Scene = {
    value: recorded(facts.values),
    beside: recorded(facts.beside),
    kept: (exchange) => bySide.get(exchange)?.kept ?? {},
    gaveAgain: (exchange) => bySide.get(exchange)?.again ?? false,
  };
  try {
    return led(scenario, scene, steps, facts);
  } catch (error) {
    if (error instanceof Unrecorded) return { holds: 'nothing', reason: error.message };
    throw error;
  }
}

function led(
  scenario: Scenario,
  scene: Scene,
  steps: readonly Retold[],
  { stopped, withheld }: ScenarioFacts,
): Judgement {
  const run = scenario.run(scene);
  let next = run.next();
  for (const { sent, exchange } of steps) {
    if (next.done) return next.value;
    if (!alike(stepSent(next.value), sent)) throw unrecorded(next.value.sends);
    next = run.next(exchange);
  }
  if (next.done) return next.value;
  if (withheld !== undefined) return { holds: 'nothing', reason: withheld };
  if (stopped === undefined) throw unrecorded(next.value.sends);
  return { holds: 'unknown', reason: stopped };
}

const alike = (one: StepSent, two: StepSent): boolean => JSON.stringify(one) === JSON.stringify(two);

const unrecorded = (what: string): Unrecorded => new Unrecorded(`not in the record: ${what}`);

function recorded(values: Readonly<Record<string, string | null>>): Scene['value'] {
  return (name) => {
    if (!Object.hasOwn(values, name)) throw unrecorded(`the value of ${name}`);
    return values[name] ?? undefined;
  };
}
