import type { ObservationRule } from '../rule.js';
import { read } from '../support/reading.js';

export const complete: ObservationRule = {
  id: 'response/complete',
  kind: 'observation',
  documented: ['D3'],
  says: 'An answer arrives whole: the declared length, in time, its encoding intact.',
  sends: 'nothing of its own: it looks at every answer of the operation',
  accepts: 'a body that ends as its headers say; a body over the size that the suite keeps is not judged',
  plan: () => undefined,
  judge: ({ exchange }) => {
    const answer = read(exchange)?.answer;
    if (!answer) return undefined;
    const { defect } = answer;
    if (!defect) return { holds: true };
    if (defect.kind === 'over-cap') return { holds: true, notes: [`not judged whole: ${defect.detail}`] };
    return {
      holds: false,
      expected: 'the whole body, as its headers declare it',
      received: `status ${answer.status}, then ${defect.detail}`,
      at: 'body',
      advice: 'Compare Content-Length, Content-Encoding and what is written.',
      cause: `incomplete: ${defect.kind}`,
    };
  },
};
