import { fieldName } from '../support/fields/place.js';
import { refusalRule } from '../support/fields/refusal-rule.js';

export const required = refusalRule({
  id: 'parameter/required',
  says: 'A request that lacks a required field is refused.',
  sends: 'the valid request without one of its required fields',
  cause: 'field-missing',
  by: new Set(['required', 'dependentRequired']),
  none: 'no field of the request is required',
  advice: 'Refuse the request where the field is missing.',
  changes: ({ path }) => [{ sends: `without ${fieldName(path)}`, values: () => [undefined] }],
});
