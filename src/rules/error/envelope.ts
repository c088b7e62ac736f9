import type { Judgement, ObservationRule, View } from '../rule.js';
import { envelopeFlaw } from '../support/envelope-flaw.js';
import { type Reading, read } from '../support/reading.js';
import { violations } from '../support/schemas.js';
import { isSuccess } from '../support/statuses.js';

const EXPECTED = 'a JSON object with non-empty strings error_code and error_type';

export const envelope: ObservationRule = {
  id: 'error/envelope',
  kind: 'observation',
  documented: ['D4'],
  says: 'Every error carries error_code and error_type in its body.',
  sends: 'nothing of its own: it looks at every error of the operation',
  accepts: `${EXPECTED}; valid against the error schema, if there is one`,
  plan: () => undefined,
  judge: ({ exchange }, view) => {
    const reading = read(exchange);
    if (!reading || reading.answer.defect || isSuccess(reading.answer.status)) return undefined;
    return bare(reading) ?? againstSchema(reading, view);
  },
};

function bare({ json, answer }: Reading): Judgement | undefined {
  const lacks = envelopeFlaw(json);
  if (lacks === undefined) return undefined;
  return {
    holds: false,
    expected: EXPECTED,
    received: `status ${answer.status} with ${lacks}`,
    at: lacks.startsWith('no error') || lacks.startsWith('error') ? `$.${/error_\w+/.exec(lacks)?.[0]}` : '$',
    advice: 'Answer every error through the one place that writes the envelope.',
    cause: `envelope: ${lacks}`,
  };
}

function againstSchema({ json, answer }: Reading, { contract }: View): Judgement {
  const schema = contract.schemas.error;
  const [first, ...more] = schema ? violations(schema, json) : [];
  if (!first || !schema) return { holds: true };
  const text = `${first.place} ${first.message}${more.length > 0 ? ` (and ${more.length} more)` : ''}`;
  if (!schema.complete) return { holds: true, notes: [`differs from the inferred ${schema.file}: ${text}`] };
  return {
    holds: false,
    expected: `an error body that is valid against ${schema.file}`,
    received: `status ${answer.status} with a body where ${text}`,
    at: first.place,
    advice: 'Correct the error body, or the schema if it asks for too much.',
    cause: `error schema: ${first.place} ${first.message}`,
  };
}
