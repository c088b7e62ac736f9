import type { ObservationRule } from '../rule.js';
import { headerValues } from '../support/header-values.js';
import { read } from '../support/reading.js';
import { kindsOf, violations } from '../support/schemas.js';

export const header: ObservationRule = {
  id: 'response/header',
  kind: 'observation',
  documented: ['D3', 'D12'],
  says: 'The headers of an answer are those that its documentation describes, each in its form.',
  sends: 'nothing of its own: it looks at every answer of the operation',
  accepts: 'headers that are valid against the schema for those of that status; any others beside them',
  plan: ({ contract: { schemas }, operation: { name } }) =>
    schemas.statuses(name).some((status) => schemas.headers(name, status))
      ? undefined
      : { skip: 'no schema describes headers of its answers' },
  judge: ({ exchange }, { contract: { schemas }, operation }) => {
    const answer = read(exchange)?.answer;
    const bound = answer && schemas.headers(operation.name, answer.status);
    if (!answer || !bound) return undefined;
    const [first, ...more] = violations(bound, headerValues(answer.headers, bound.part));
    if (!first) return { holds: true };
    const name = first.place.replace(/^\$\.?/, '');
    const text = `the header ${name} ${first.message}${more.length > 0 ? ` (and ${more.length} more)` : ''}`;
    if (!bound.complete) return { holds: true, notes: [`differs from the inferred ${bound.file}: ${text}`] };
    return {
      holds: false,
      expected: `headers that are valid against ${bound.file}`,
      received: `status ${answer.status}: ${text}`,
      at: name,
      advice: 'Correct the header, or the schema if it asks for too much.',
      cause: `header: ${first.generalPlace} ${first.message}`,
      kinds: kindsOf([first, ...more]),
    };
  },
};
