import { textRule } from '../support/fields/text-rule.js';

// In normal form (NFC), so that an API that keeps texts in it alters nothing.
export const unicode = textRule({
  id: 'parameter/unicode',
  says: 'A text in any script is taken as it is, or refused.',
  sends: 'the valid request with emoji, combining characters, and text from right to left in one text',
  what: 'text of many scripts',
  texts: (present) => [
    'Zoë 👩‍👩‍👧 x̂ 漢字 שלום مرحبا',
    'Zoë 👍 漢字 שלום',
    'é👍漢',
    '👍é',
    '漢',
    `${present}é👍`,
    `${present}é`,
  ],
});
