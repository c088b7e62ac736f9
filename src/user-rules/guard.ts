import type { Contract } from '../contract/model.js';
import type {
  EnvironmentCheck,
  Judgement,
  Probe,
  Rule,
  Scenario,
  Seen,
  Skip,
  Step,
  Steps,
  View,
} from '../rules/rule.js';
import { cases, changed, judged, skip, verdictOn } from './checked.js';
import { HOLDS } from './define.js';

/**
 * The rule as a run can rely on it, whatever its author wrote: an assertion that throws is a finding, any other
 * error is a defect of the rule (`errored`), and one in `plan` a ContractError RULE_BROKEN.
 */
export function guarded(rule: Rule): Rule {
  switch (rule.kind) {
    case 'probe':
      return {
        ...rule,
        plan: (view) => each(rule, view, () => rule.plan(view), guardedProbe),
        ...(rule.once && { once: guardedCheck(rule, rule.once) }),
        judge: judging(rule, rule.judge.bind(rule)),
      };
    case 'scenario':
      return { ...rule, plan: (view) => each(rule, view, () => rule.plan(view), guardedScenario) };
    case 'observation':
      return {
        ...rule,
        plan: planning(rule, rule.plan.bind(rule)),
        // Undefined says of an observation that it has nothing to say.
        judge: (seen: Seen, view: View) => judged(rule, () => rule.judge(seen, view)),
      };
    case 'repetition':
      return {
        ...rule,
        plan: planning(rule, rule.plan.bind(rule)),
        judge: judging(rule, rule.judge.bind(rule)),
      };
    case 'comparison':
      return {
        ...rule,
        plan: planning(rule, rule.plan.bind(rule)),
        judge: judging(rule, rule.judge.bind(rule)),
      };
    case 'script':
      return {
        ...rule,
        plan: planning(rule, rule.plan.bind(rule)),
        judge: judging(rule, rule.judge.bind(rule)),
      };
    case 'environment':
      return { ...rule, once: guardedCheck(rule, rule.once) };
    case 'connection':
      return {
        ...rule,
        checks: rule.checks.map((check) => ({ ...check, judge: judging(rule, check.judge.bind(check)) })),
      };
    case 'burst':
      return { ...rule, judge: judging(rule, rule.judge.bind(rule)) };
  }
}

/** Who only asserts returns nothing where all is well. */
const judging =
  <A extends unknown[]>(rule: Rule, judge: (...args: A) => Judgement) =>
  (...args: A): Judgement =>
    judged(rule, () => judge(...args)) ?? HOLDS;

const planning = (rule: Rule, plan: (view: View) => Skip | undefined) => (view: View) =>
  skip(rule, view.operation.name, () => plan(view));

function each<T>(
  rule: Rule,
  { operation }: View,
  plan: () => readonly T[] | Skip,
  guard: (rule: Rule, item: T) => T,
): readonly T[] | Skip {
  const found = cases(rule, operation.name, plan);
  return 'skip' in found ? found : found.map((item) => guard(rule, item));
}

function guardedCheck(rule: Rule, check: EnvironmentCheck): EnvironmentCheck {
  return {
    ...check,
    plan: (contract: Contract) => skip(rule, 'the environment', () => check.plan(contract)),
    judge: judging(rule, check.judge.bind(check)),
  };
}

function guardedProbe(rule: Rule, probe: Probe): Probe {
  return { ...probe, change: (...args) => changed(rule, () => probe.change(...args)) };
}

function guardedScenario(rule: Rule, scenario: Scenario): Scenario {
  return {
    ...scenario,
    *run(scene): Steps {
      try {
        const judgement = yield* guardedSteps(rule, scenario.run(scene));
        return judged(rule, () => judgement) ?? HOLDS;
      } catch (error) {
        return verdictOn(rule, error);
      }
    },
  };
}

function* guardedSteps(rule: Rule, steps: Steps): Steps {
  let next = steps.next();
  while (!next.done) next = steps.next(yield guardedStep(rule, next.value));
  return next.value;
}

function guardedStep(rule: Rule, step: Step): Step {
  if (!step.change) return step;
  return { ...step, change: (request) => changed(rule, () => step.change?.(request)) ?? request };
}
