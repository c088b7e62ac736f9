import type { Operation, SentenceId } from '../contract/model.js';
import type { Judgement, ObservationRule, Rule, RuleText, Seen, Skip, View } from '../rules/rule.js';
import { answerOf, requestOf, type SeenAnswer, type SentRequest } from './message.js';

/** Of a rule in a workspace, only its id and its sentence must be told. */
type Told<R extends RuleText> = Omit<R, 'documented' | 'sends' | 'accepts' | 'file'> &
  Partial<Pick<R, 'documented' | 'sends' | 'accepts'>>;
type Each<R> = R extends Rule ? Told<R> : never;

/** A rule of any kind, with the interface of the suite's own rules. */
export type KindRule = Each<Rule>;

/** An answer of an operation, with all that is known about it. */
export interface Look extends Seen {
  readonly answer: SeenAnswer;
  readonly request: SentRequest;
  readonly operation: Operation;
  readonly view: View;
}

/** The simplest form: looks at every whole answer of every operation, to valid requests and to probes. */
export interface AnswerRule {
  readonly kind?: never;
  /** `family/kebab-case`, of a family of your own. */
  readonly id: RuleText['id'];
  /** What must be true, in one sentence. */
  readonly says: string;
  /** Sentences of the reference that it rests on, if any. */
  readonly documented?: readonly SentenceId[];
  readonly accepts?: string;
  /** The reason why an operation is left out, if it is. */
  plan?(view: View): Skip | undefined;
  /** Whether it has something to say of this answer; of every answer where it is left out. */
  when?(look: Look): boolean;
  /** Asserts. What it returns without an assertion that throws holds; it may return a judgement of its own. */
  // biome-ignore lint/suspicious/noConfusingVoidType: who only asserts returns nothing
  judge(look: Look): Judgement | void;
}

/** What a rule of any kind returns where all is well. */
export const HOLDS: Judgement = { holds: true };

/** A rule for `tests/rules/*.ts`: assertions on each answer, or a rule of one of the kinds. */
export function defineRule(rule: AnswerRule | KindRule): Rule {
  if (rule.kind === undefined) return observation(rule);
  return { documented: [], sends: 'what it plans', accepts: rule.says, ...rule };
}

function observation(rule: AnswerRule): ObservationRule {
  const { id, says, documented = [], accepts = says } = rule;
  return {
    id,
    kind: 'observation',
    documented,
    says,
    sends: 'nothing of its own: it looks at the answers of the operation',
    accepts,
    plan: (view) => rule.plan?.(view),
    judge: (seen, view) => {
      const look = lookOf(seen, view);
      if (!look || rule.when?.(look) === false) return undefined;
      return rule.judge(look) ?? HOLDS;
    },
  };
}

/** Undefined where the answer did not arrive whole: `response/complete` tells that, and nothing else can be told. */
function lookOf(seen: Seen, view: View): Look | undefined {
  const { exchange } = seen;
  const answer = answerOf(exchange);
  if (!answer || (exchange.outcome.kind === 'answer' && exchange.outcome.defect)) return undefined;
  return { ...seen, answer, request: requestOf(exchange), operation: view.operation, view };
}
