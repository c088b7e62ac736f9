import type { Exchange } from '../contract/exchange.js';
import { clock, type Loss } from '../contract/loss.js';
import type { Judgement } from '../rules/rule.js';
import { told } from '../rules/support/statuses.js';

/** The case of a unit that tells of a loss, by its rule. */
export const TELLS: Readonly<Record<Loss['kind'], string>> = {
  outage: 'status/no-server-error',
  credentials: 'status/success',
};

/** Findings with these causes come first: so much else hangs on them. */
export const LOST: Readonly<Record<Loss['kind'], string>> = {
  outage: 'the environment was lost on the way',
  credentials: 'the credentials were lost on the way',
};

export function judgeLoss({ kind, fact, until, since, exchange, before }: Loss): Judgement {
  const outage = kind === 'outage';
  const last = [...before, exchange].map(({ operation, outcome }) => `${operation}: ${endOf(outcome)}`);
  return {
    holds: false,
    expected: outage
      ? 'an environment that answers to the end of the run'
      : 'credentials that are taken to the end of the run',
    received: `${fact} since ${clock(since)}; until ${clock(until)} ${outage ? 'it answered' : 'they were taken'}`,
    advice: outage
      ? `Send this request again, and those before it: one of them may have brought it down (${last.join('; ')}). What needs the environment is not judged.`
      : 'Give the run credentials that last, or let the collection fetch them anew. What needs them is not judged.',
    cause: LOST[kind],
  };
}

const endOf = (outcome: Exchange['outcome']): string =>
  outcome.kind === 'none' ? outcome.detail : told(outcome);
