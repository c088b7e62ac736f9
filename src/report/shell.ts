import { withoutMarks } from '../contract/marks.js';
import { withHidden } from '../contract/visible.js';

/**
 * A text as one word for a POSIX shell and for zsh, which takes a leading `=` for the name of a program. What does not
 * survive being shown and copied is written by its bytes.
 *
 * @param bytes whether each character stands for one byte
 */
export function shellWord(text: string, bytes = false): string {
  if (/^[\w./:@%+-][\w./:=@%+-]*$/.test(text)) return text;
  const closed = text.replaceAll("'", "'\\''");
  const written = bytes
    ? closed.replace(/[^\t\n -~]/g, byBytes('latin1'))
    : withHidden(closed, byBytes('utf8'));
  return `'${withoutMarks(written, byBytes('utf8'))}'`;
}

/** A line for a shell that says something and does nothing: a `#` is no comment where zsh is typed into. */
export const shellRemark = (text: string): string => `: ${shellWord(text)}`;

/** Within single quotes. A shell drops a line end that such a part ends with; it holds none. */
const byBytes =
  (encoding: 'utf8' | 'latin1') =>
  (character: string): string => {
    const octal = [...Buffer.from(character, encoding)].map(
      (byte) => `\\${byte.toString(8).padStart(3, '0')}`,
    );
    return `'"$(printf '${octal.join('')}')"'`;
  };
