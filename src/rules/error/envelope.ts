import { isSuccessful } from '../../contract/exchange.js';
import { errorsFlaw } from '../../contract/graphql/answer.js';
import { isGraphql } from '../../contract/graphql/request.js';
import type { ErrorPlaces } from '../../contract/promises.js';
import type { Judgement, ObservationRule, View } from '../rule.js';
import { envelopeFlaw, namesOf } from '../support/error-places.js';
import { promisesJson } from '../support/promises-json.js';
import { type Reading, read } from '../support/reading.js';
import { notPromised } from '../support/refused.js';
import { violations } from '../support/schemas.js';
import { told } from '../support/statuses.js';

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
  accepts: `${EXPECTED}; of GraphQL a list of errors, each with a message; valid against the error schema, if there is one`,
  plan: ({ contract, operation }) =>
    contract.config.promises.errors || contract.schemas.error || isGraphql(operation)
      ? undefined
      : { skip: notPromised('errors') },
  judge: ({ exchange }, view) => {
    const { errors } = view.contract.config.promises;
    const reading = read(exchange);
    if (!reading || reading.answer.defect || isSuccessful(reading.answer)) return undefined;
    // What a server in front of the API says has that form where the documentation promises it of every answer, or this one.
    if (reading.answer.gateway !== undefined && !promisesJson(view, reading.answer)) return undefined;
    return ofGraphql(reading, view) ?? (errors && bare(reading, errors)) ?? againstSchema(reading, view);
  },
};

/** GraphQL has an envelope of its own; an error from before its server, of a gateway say, has the documented one. */
function ofGraphql({ json, answer }: Reading, { operation, contract }: View): Judgement | undefined {
  const { errors } = contract.config.promises;
  if (!isGraphql(operation) || (errors && envelopeFlaw(json, errors) === undefined)) return undefined;
  const lacks = errorsFlaw(json);
  if (lacks === undefined) return { holds: true };
  return {
    holds: false,
    expected: 'a JSON object with a list of errors, each with a message',
    received: `status ${told(answer)} with ${lacks}`,
    at: '$.errors',
    advice: 'Answer every error as GraphQL does, or with the documented envelope.',
    cause: `envelope: ${lacks}`,
  };
}

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
