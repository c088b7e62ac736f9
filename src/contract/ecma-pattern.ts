/**
 * A regular expression of JavaScript in words that the linear-time engine reads as JavaScript means them: what is
 * white space, what a dot leaves out, the long names of Unicode's classes, a bracket inside of brackets.
 */
export function asEcmaMeans(pattern: string): string {
  let inClass = false;
  return pattern.replaceAll(TOKENS, (token, kind: string | undefined, name: string | undefined) => {
    if (name !== undefined) return `\\${kind}{${SHORT.get(name) ?? name}}`;
    if (token === '\\s') return inClass ? SPACE : `[${SPACE}]`;
    if (token === '\\S') return inClass ? NO_SPACE : `[^${SPACE}]`;
    if (token === '.') return inClass ? token : '[^\\n\\r\\u2028\\u2029]';
    if (token === '[') {
      const opens = !inClass;
      inClass = true;
      return opens ? token : '\\[';
    }
    if (token === ']') inClass = false;
    return token;
  });
}

/** Escapes, classes of Unicode with their names, and what stands alone. */
const TOKENS = /\\(?:([pP])\{(?:(?:General_Category|gc|Script|sc)=)?(\w+)\}|[\s\S])|[.[\]]/g;

const SPACE = '\\t-\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff';
const NO_SPACE =
  '\\x00-\\x08\\x0e-\\x1f!-\\u009f\\u00a1-\\u167f\\u1681-\\u1fff\\u200b-\\u2027\\u202a-\\u202e\\u2030-\\u205e\\u2060-\\u2fff\\u3001-\\ufefe\\uff00-\\u{10ffff}';

const SHORT = new Map(
  Object.entries({
    ...{
      Letter: 'L',
      Cased_Letter: 'LC',
      Uppercase_Letter: 'Lu',
      Lowercase_Letter: 'Ll',
      Titlecase_Letter: 'Lt',
    },
    ...{ Modifier_Letter: 'Lm', Other_Letter: 'Lo', Mark: 'M', Combining_Mark: 'M', Nonspacing_Mark: 'Mn' },
    ...{ Spacing_Mark: 'Mc', Enclosing_Mark: 'Me', Number: 'N', Decimal_Number: 'Nd', digit: 'Nd' },
    ...{ Letter_Number: 'Nl', Other_Number: 'No', Punctuation: 'P', punct: 'P', Connector_Punctuation: 'Pc' },
    ...{ Dash_Punctuation: 'Pd', Open_Punctuation: 'Ps', Close_Punctuation: 'Pe', Initial_Punctuation: 'Pi' },
    ...{
      Final_Punctuation: 'Pf',
      Other_Punctuation: 'Po',
      Symbol: 'S',
      Math_Symbol: 'Sm',
      Currency_Symbol: 'Sc',
    },
    ...{
      Modifier_Symbol: 'Sk',
      Other_Symbol: 'So',
      Separator: 'Z',
      Space_Separator: 'Zs',
      Line_Separator: 'Zl',
    },
    ...{ Paragraph_Separator: 'Zp', Other: 'C', Control: 'Cc', cntrl: 'Cc', Format: 'Cf', Private_Use: 'Co' },
  }),
);
