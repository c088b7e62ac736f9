import { fieldName } from '../support/fields/place.js';
import { refusalRule } from '../support/fields/refusal-rule.js';

// No cause: whether null is a missing field or an invalid one is open.
export const nullValue = refusalRule({
  id: 'parameter/null',
  says: 'A request with null in a field that may not be null is refused.',
  sends: 'the valid request with null in one field',
  by: 'any',
  none: 'no field of the request forbids null',
  noneInForm: 'a form holds texts: none of them is null',
  advice: 'Refuse null where the schema does not allow it.',
  changes: ({ path }) => [{ sends: `with null as ${fieldName(path)}`, values: () => [null] }],
});
