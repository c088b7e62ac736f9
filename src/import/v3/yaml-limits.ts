import { Lexer } from 'yaml';
import { YamlFault } from './yaml-value.js';

/** Levels, and columns of indentation, that a request never has; deeper ones overflow the parser's stack. */
const DEEPEST = 200;

/** Parts of the syntax in one file; more make no request either, and take minutes to parse. */
const MOST_TOKENS = 250_000;

/** Tokens of the lexer that stand for no text: start of a document, of a scalar, end of a broken collection. */
const SCALAR = '\u001f';
const WITHOUT_LENGTH = ['\u0002', SCALAR, '\u0018'];

/**
 * Looks at a text before it is parsed: the parser recurses, and one that runs out of stack can take the whole
 * process with it.
 *
 * @throws YamlFault where it is nested too deeply or has too many parts
 */
export function refuseExplosive(text: string): void {
  const depth = new Depth();
  let [offset, tokens, isScalar] = [0, 0, false];
  for (const token of new Lexer().lex(text)) {
    if (++tokens > MOST_TOKENS) throw new YamlFault(offset, 'it has too many parts', 'Make the file smaller');
    if (WITHOUT_LENGTH.includes(token)) isScalar = token === SCALAR;
    else {
      if (depth.after(token, isScalar) > DEEPEST) throw new YamlFault(offset, TOO_DEEP, 'Make it flatter');
      offset += token.length;
      isScalar = false;
    }
  }
}

const TOO_DEEP = 'its values are nested too deeply';

/** Levels that are open at most: of brackets, of indicators in one line (`- - -`), of indentation. */
class Depth {
  private brackets = 0;
  private indicators = 0;
  private atStart = true;

  after(token: string, isScalar: boolean): number {
    const indent = this.atStart && token.trim() === '' ? token.length : 0;
    this.atStart = token.endsWith('\n');
    if (this.atStart) this.indicators = 0;
    if (!isScalar) this.count(token);
    return Math.max(this.brackets, this.indicators, indent);
  }

  private count(token: string): void {
    if (token === '[' || token === '{') this.brackets++;
    else if (token === ']' || token === '}') this.brackets--;
    else if (this.brackets === 0 && ['-', '?', ':'].includes(token)) this.indicators++;
  }
}
