import { objectRule } from '../support/fields/object-rule.js';

const LEVELS = 500;

export const deepNesting = objectRule({
  id: 'parameter/deep-nesting',
  says: 'A deeply nested body breaks nothing.',
  sends: `the valid request with ${LEVELS} objects inside of each other in one field more, in each of its objects`,
  noneInForm: 'a form holds texts beside each other, and none inside of another',
  what: 'a deeply nested field more',
  value: () => {
    let value: unknown = 'text';
    for (let level = 0; level < LEVELS; level++) value = { unknown_field: value };
    return value;
  },
});
