import { textRule } from '../support/fields/text-rule.js';

const LENGTH = 10_000;

export const overlong = textRule({
  id: 'parameter/overlong',
  says: 'A very long text breaks nothing.',
  sends: `the valid request with more than ${LENGTH.toLocaleString('en')} characters in one text`,
  what: 'a very long text',
  anyway: true,
  texts: (present) => [present + 'x'.repeat(LENGTH), 'x'.repeat(LENGTH + 1)],
});
