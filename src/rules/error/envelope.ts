import type { ErrorPlaces } from '../../contract/promises.js';
import type { Judgement, ObservationRule, View } from '../rule.js';
import { envelopeFlaw, namesOf } from '../support/error-places.js';
import { type Reading, read } from '../support/reading.js';
import { notPromised } from '../support/refused.js';
import { violations } from '../support/schemas.js';
import { isSuccess } from '../support/statuses.js';

const EXPECTED = 'a JSON object with non-empty strings error_code and error_type';

function expectedOf(errors: ErrorPlaces): string {
  const { code, type } = namesOf(errors);
  const names = errors.type === undefined ? code : `${code} and ${type}`;
  return `a JSON object with ${errors.numbers ? names : `non-empty strings ${names}`}`;
}

export const envelope: ObservationRule = {
  id: 'error/envelope',
  kind: 'observation',
  documented: ['D4'],
  says: 'Every error carries error_code and error_type in its body.',
  sends: 'nothing of its own: it looks at every error of the operation',
  accepts: `${EXPECTED}; valid against the error schema, if there is one`,
  plan: ({ contract }) =>
    contract.config.promises.errors || contract.schemas.error ? undefined : { skip: notPromised('errors') },
  judge: ({ exchange }, view) => {
    const { errors } = view.contract.config.promises;
    const reading = read(exchange);
    if (!reading || reading.answer.defect || isSuccess(reading.answer.status)) return undefined;
    return (errors && bare(reading, errors)) ?? againstSchema(reading, view);
  },
};

function bare({ json, answer }: Reading, errors: ErrorPlaces): Judgement | undefined {
  const lacks = envelopeFlaw(json, errors);
  if (lacks === undefined) return undefined;
  return {
    holds: false,
    expected: expectedOf(errors),
    received: `status ${answer.status} with ${lacks}`,
    at: placeIn(lacks, errors),
    advice: 'Answer every error through the one place that writes the envelope.',
    cause: `envelope: ${lacks}`,
  };
}

function placeIn(lacks: string, errors: ErrorPlaces): string {
  const { code, codePlace, type, typePlace } = namesOf(errors);
  const words = lacks.split(' ');
  if (words.includes(code)) return codePlace;
  return type !== '' && words.includes(type) ? typePlace : '$';
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
