import type { ObservationRule } from '../rule.js';
import { schemaOfAnswer } from '../support/answer-schema.js';
import { read } from '../support/reading.js';
import { kindsOf, violations } from '../support/schemas.js';

export const schema: ObservationRule = {
  id: 'response/schema',
  kind: 'observation',
  documented: ['D3', 'D12'],
  says: 'The body is what the schema of that operation and status describes, every item of every array.',
  sends: 'nothing of its own: it looks at every answer of the operation',
  accepts: 'a body that is valid against the schema; for inferred schemas, differences are notes',
  plan: ({ contract, operation }) => {
    return contract.schemas.statuses(operation.name).length > 0
      ? undefined
      : { skip: 'no response schema is bound to the operation (schemas/)' };
  },
  judge: ({ exchange }, { contract, operation }) => {
    const reading = read(exchange);
    if (!reading || reading.answer.defect || reading.json === undefined) return undefined;
    // The schema of a success speaks of no errors of GraphQL, and of no data that lacks a part.
    if (reading.answer.graphql === 'errors' || reading.answer.graphql === 'partial') return undefined;
    const bound = schemaOfAnswer(contract, operation, reading.answer);
    if (!bound) return undefined;
    const [first, ...more] = violations(bound, reading.json);
    if (!first) return { holds: true };
    const text = `${first.place} ${first.message}${more.length > 0 ? ` (and ${more.length} more)` : ''}`;
    if (!bound.complete) return { holds: true, notes: [`differs from the inferred ${bound.file}: ${text}`] };
    return {
      holds: false,
      expected: `a body that is valid against ${bound.file}`,
      received: text,
      at: first.place,
      advice: 'Correct the answer, or the schema if it asks for too much.',
      cause: `schema: ${first.generalPlace} ${first.message}`,
      kinds: kindsOf([first, ...more]),
    };
  },
};
