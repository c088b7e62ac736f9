import type { Exchange } from '../contract/exchange.js';
import { clock, type Loss } from '../contract/loss.js';
import type { Judgement } from '../rules/rule.js';
import { told } from '../rules/support/statuses.js';

/** The case of a unit that tells of a loss, by its rule. */
export const TELLS: Readonly<Record<Loss['kind'], string>> = {
  outage: 'status/no-server-error',
  credentials: 'status/success',
  reset: 'status/success',
};

/** Findings with these causes come first: so much else hangs on them. */
export const LOST: Readonly<Record<Loss['kind'], string>> = {
  outage: 'the environment was lost on the way',
  credentials: 'the credentials were lost on the way',
  reset: 'the environment was reset on the way',
};

/** What is expected, what was the case until then, and what to do. */
const WORDS: Readonly<Record<Loss['kind'], readonly [expected: string, before: string, advice: string]>> = {
  outage: [
    'an environment that answers to the end of the run',
    'it answered',
    'Send this request again, and those before it: one of them may have brought it down (LAST). What needs the environment is not judged.',
  ],
  credentials: [
    'credentials that are taken to the end of the run',
    'they were taken',
    'Give the run credentials that last, or let the collection fetch them anew. What needs them is not judged.',
  ],
  reset: [
    'an environment that keeps what is created in it to the end of the run',
    'it was created',
    'Run when the environment is not reset. What needed something that was created before is not judged.',
  ],
};

export function judgeLoss({ kind, fact, until, since, exchange, before }: Loss): Judgement {
  const [expected, was, advice] = WORDS[kind];
  const last = [...before, exchange].map(({ operation, outcome }) => `${operation}: ${endOf(outcome)}`);
  return {
    holds: false,
    expected,
    received: `${fact} since ${clock(since)}; until ${clock(until)} ${was}`,
    advice: advice.replace('LAST', () => last.join('; ')),
    cause: LOST[kind],
  };
}

const endOf = (outcome: Exchange['outcome']): string =>
  outcome.kind === 'none' ? outcome.detail : told(outcome);
