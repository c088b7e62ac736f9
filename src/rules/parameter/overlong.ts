import { textRule } from '../support/fields/text-rule.js';

const LENGTH = 10_000;

export const overlong = textRule({
  id: 'parameter/overlong',
  says: 'A very long text in a field without a limit breaks nothing.',
  sends: `the valid request with more than ${LENGTH.toLocaleString('en')} characters in one text that may have so many`,
  what: 'a very long text',
  texts: (present) => [present + 'x'.repeat(LENGTH), 'x'.repeat(LENGTH + 1)],
});
