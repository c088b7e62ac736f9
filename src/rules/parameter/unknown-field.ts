import { objectRule } from '../support/fields/object-rule.js';

export const unknownField = objectRule({
  id: 'parameter/unknown-field',
  says: 'A field that nobody asked for breaks nothing.',
  sends: 'the valid request with one field more, in each of its objects',
  what: 'a field more',
  value: () => 'text',
});
