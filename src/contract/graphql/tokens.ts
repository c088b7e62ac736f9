/** What stands between the words of a document, a text, a name, a number, or a single character. */
const TOKEN = /[\s,\uFEFF]+|#[^\n\r]*|"(?:[^"\\\n\r]|\\.)*"?|[_A-Za-z]\w*|-?\d[\w.+-]*|\.{3}|[\s\S]/y;
const BLOCK = '"""';

/** The tokens of a GraphQL document; of a text only that it is one. */
export function* tokensOf(document: string): Generator<string> {
  for (let at = 0; at < document.length; ) {
    if (document.startsWith(BLOCK, at)) {
      at = blockEnd(document, at);
      yield BLOCK;
      continue;
    }
    TOKEN.lastIndex = at;
    const [token = ''] = TOKEN.exec(document) ?? [];
    at += token.length;
    if (!/^[\s,#\uFEFF]/.test(token)) yield token;
  }
}

function blockEnd(document: string, start: number): number {
  for (let from = start + BLOCK.length; ; ) {
    const end = document.indexOf(BLOCK, from);
    if (end < 0) return document.length;
    if (document[end - 1] !== '\\') return end + BLOCK.length;
    from = end + BLOCK.length;
  }
}
