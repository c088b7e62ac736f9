import { isSuccessful } from '../../contract/exchange.js';
import type { RepetitionRule } from '../rule.js';
import { notProbed } from '../support/carried.js';
import { received } from '../support/statuses.js';

export const repeatable: RepetitionRule = {
  id: 'status/repeatable',
  kind: 'repetition',
  documented: ['D10'],
  says: 'The same valid request, sent a few times, always succeeds.',
  sends: 'the valid request three times; after a fresh setup each time where it changes data',
  accepts: 'a success each time',
  repeats: 3,
  plan: notProbed,
  judge: (exchanges) => {
    const succeeded = exchanges.filter(({ outcome }) => isSuccessful(outcome));
    if (succeeded.length === exchanges.length) return { holds: true };
    // That it never succeeds is what `status/success` says; this one is about success by chance.
    if (succeeded.length === 0)
      return { holds: 'unknown', reason: 'the valid request never succeeded (status/success)' };
    const failed = exchanges.find((exchange) => !succeeded.includes(exchange));
    return {
      holds: false,
      expected: `a success each of ${exchanges.length} times`,
      received: `${failed ? received(failed) : 'no success'}, ${exchanges.length - succeeded.length} of ${exchanges.length} times`,
      cause: failed ? received(failed) : '',
      advice: 'Look for what differs between the attempts: an instance, a race, a limit.',
    };
  },
};
