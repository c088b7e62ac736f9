import { isSuccessful } from '../../contract/exchange.js';
import { placeOf, valueAt } from '../../contract/places.js';
import type { ObservationRule } from '../rule.js';
import { echoes } from '../support/echoes.js';
import { read } from '../support/reading.js';
import { jsonBody } from '../support/request-parts.js';
import { sameMoment } from '../support/same-value.js';

export const echo: ObservationRule = {
  id: 'response/echo',
  kind: 'observation',
  documented: ['D3'],
  says: 'What a saved example shows to be answered as it was sent is answered as it was sent.',
  sends: 'nothing of its own: it looks at the successes of the operation',
  accepts: 'at each place that the example shows to repeat a value of the request, the value of this request',
  plan: ({ operation }) =>
    echoes(operation).length > 0
      ? undefined
      : {
          skip: 'no saved success example shows a value of its request at the same-named place of its answer',
        },
  judge: ({ exchange, cause }, { operation }) => {
    // Whoever may take a body that is not called JSON may leave it unread.
    if (cause === 'content-type') return undefined;
    const reading = read(exchange);
    const sent = jsonBody(exchange.request);
    if (!reading || !isSuccessful(reading.answer) || reading.json === undefined || sent === undefined)
      return undefined;
    for (const { sent: from, answered: to } of echoes(operation)) {
      const value = valueAt(sent, from);
      const answer = valueAt(reading.json, to);
      if (value === undefined || value === answer || sameMoment(value, answer)) continue;
      return {
        holds: false,
        expected: `${placeOf(to)} as it was sent: ${JSON.stringify(value)}`,
        received: answer === undefined ? `no ${placeOf(to)}` : `${placeOf(to)} ${JSON.stringify(answer)}`,
        at: placeOf(to),
        advice: 'Answer with what was stored, and store what was sent.',
        cause: `echo ${placeOf(to)}`,
      };
    }
    return { holds: true };
  },
};
