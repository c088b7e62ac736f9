import { textRule } from '../support/fields/text-rule.js';

export const specialCharacters = textRule({
  id: 'parameter/special-characters',
  says: 'Characters that mean something to a shell, a database or a browser are taken as they are, or refused.',
  sends: 'the valid request with quotes, backslashes, markup, SQL, placeholders and paths in one text',
  what: 'special characters',
  texts: (present) => [
    `a'b"c\\d <script>alert(1)</script>'; DROP TABLE x;-- \${7*7} %00 ../../x`,
    `a'b"c\\d<b>&amp;\${1}%00../`,
    `a'"\\<b>%`,
    `'"\\<`,
    `"'`,
    `'`,
    `${present}'"\\<b>%`,
    `${present}'`,
  ],
});
