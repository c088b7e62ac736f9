import { isRecord, jsonOf } from '../../contract/places.js';
import { valueIn } from '../../contract/promises.js';
import { isSuccess } from '../../contract/statuses.js';
import type { ObservationRule, View } from '../rule.js';
import { documentedNames } from '../support/documented-names.js';
import { namesOf } from '../support/error-places.js';
import { read } from '../support/reading.js';
import { ERROR_IN_SUCCESS } from '../support/statuses.js';
import { successExamples } from '../support/success.js';

export const successIsNotError: ObservationRule = {
  id: 'error/success-is-not-error',
  kind: 'observation',
  documented: ['D4', 'D10'],
  says: 'A success carries no error_code, and an error no success body.',
  sends: 'nothing of its own: it looks at every answer of the operation',
  accepts: 'a 2xx body without error_code; another body than that of the success example for other statuses',
  plan: () => undefined,
  judge: ({ exchange }, view) => {
    const reading = read(exchange);
    if (!reading || !isRecord(reading.json)) return undefined;
    const { status, graphql } = reading.answer;
    // GraphQL answers errors under 200 too, with codes of its own.
    if (graphql === 'errors' || graphql === 'partial') return undefined;
    // A field that is null says that there is no error.
    const { errors = { code: '' } } = view.contract.config.promises;
    const names = namesOf(errors);
    const code = valueIn(reading.json, errors.code);
    if (isSuccess(status)) {
      // Where a success is documented with such a field, that says nothing of an error.
      if (documentedNames(view.contract, view.operation, status).has(names.code)) return undefined;
      if (code === undefined || code === null) return { holds: true };
      return {
        holds: false,
        expected: `a 2xx body without ${names.code}`,
        received: `status ${status} with ${names.code} ${JSON.stringify(code)}`,
        at: names.codePlace,
        advice: 'Answer an error with an error status.',
        cause: ERROR_IN_SUCCESS,
      };
    }
    if (code !== undefined || !looksLikeSuccess(reading.json, view)) return { holds: true };
    return {
      holds: false,
      expected: 'an error body',
      received: `status ${status} with the body of a success`,
      advice: 'Answer a success with a success status, an error with the envelope.',
      cause: 'success in an error',
    };
  },
};

/** Two fields or more, and all of them, of a saved success example. */
function looksLikeSuccess(json: Record<string, unknown>, { operation }: View): boolean {
  return successExamples(operation).some(({ body }) => {
    const example = jsonOf(body);
    const keys = isRecord(example) ? Object.keys(example) : [];
    return keys.length > 1 && keys.every((key) => Object.hasOwn(json, key));
  });
}
