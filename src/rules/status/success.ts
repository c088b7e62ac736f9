import { isSuccessful } from '../../contract/exchange.js';
import type { RepetitionRule } from '../rule.js';
import { notProbed } from '../support/carried.js';
import { IN_PART, judgeStatus } from '../support/statuses.js';
import { successStatuses } from '../support/success.js';

export const success: RepetitionRule = {
  id: 'status/success',
  kind: 'repetition',
  documented: ['D10'],
  says: 'A valid request is answered with the status of its saved success example.',
  sends: 'the valid request',
  accepts: 'the status of the saved success example; 200 or 201 where none is saved',
  repeats: 1,
  plan: notProbed,
  judge: (exchanges, view) => {
    const expected = successStatuses(view);
    // Where it succeeds at times, what happens at the other times is the business of `status/repeatable`.
    const succeeded = exchanges.filter(({ outcome }) => isSuccessful(outcome));
    const judged = (succeeded.length > 0 ? succeeded : exchanges).map((exchange) =>
      judgeStatus(exchange, expected, 'Answer the valid request as the documentation shows it.'),
    );
    const failed = judged.find(({ holds }) => holds === false);
    const noted = judged.find((one) => one.holds === true && one.notes?.includes(IN_PART));
    return failed ?? judged.find(({ holds }) => holds === 'unknown') ?? noted ?? { holds: true };
  },
};
