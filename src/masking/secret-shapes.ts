import { isPlaceholder } from '../contract/placeholder.js';

/** Tokens of five parts (encrypted; the second may be empty), and of three (signed; the third may be empty). */
const TOKENS =
  /(?<![\w-])eyJ[\w-]{8,}\.(?:[\w-]*\.[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}|[\w-]{8,}\.[\w-]*)(?![\w.-])/g;

/**
 * What issuers make recognisable, and credentials behind their scheme. An empty group marks a word that only begins
 * like one: it is passed over as a whole, or each place in it where another might begin would be tried to its end.
 */
const SHAPES: readonly RegExp[] = [
  TOKENS,
  /\b[spr]k_(?:live|test)_[A-Za-z0-9]{10,}/g,
  /\bwhsec_[A-Za-z0-9+/=]{16,}/g,
  /\bgh[pousr]_[A-Za-z0-9]{20,}/g,
  /\bgithub_pat_\w{20,}/g,
  /\bglpat-[\w-]{16,}/g,
  /\bxox[abeprs]-[\w-]{10,}/g,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  /\bAIza[\w-]{35}/g,
  /\bya29\.[\w-]{20,}/g,
  /\bSG\.[\w-]{16,}\.[\w-]{16,}/g,
  /\bPMAK-[0-9a-f]{20,}-[0-9a-f]{20,}/g,
  /\bnpm_[A-Za-z0-9]{30,}/g,
  /\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{24,}/g,
  /\bsk-(?:(?=[\w-]*\d)[\w-]{24,}|[\w-]*())/g,
  /\bhf_[A-Za-z0-9]{24,}/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /(?=[\w.~+/-])(?<=\bbearer\s+)(?=[^\s"']*\d)[\w.~+/-]{16,}=*/gi,
  /(?=[A-Za-z0-9+/])(?<=\bbasic\s+)[A-Za-z0-9+/]{8,}={0,2}/gi,
  // Up to the last @: some people's names and passwords have one as well.
  /(?<=:\/\/[^\s:/?#"'{}]*:)[^\s/?#"'{}]+(?=@)/g,
];
/** Some text without which none of the shapes is there. */
const TELLING =
  /eyJ|[sp]k_|whsec_|gh[pousr]_|_pat_|glpat|xox|A[KS]IA|AIza|ya29|SG\.|PMAK|npm_|shp|sk-|hf_|-----B|[Bb][Ee][Aa][Rr][Ee][Rr]|[Bb][Aa][Ss][Ii][Cc]|:\/\/[^/]*@/;

/** Puts something in place of every part of a text that has the shape of a secret. */
export function changeShapes(text: string, change: (secret: string) => string): string {
  if (!mayHoldShape(text)) return text;
  return SHAPES.reduce(
    (changed, shape) =>
      changed.replace(shape, (found, begun: unknown) =>
        begun === '' || isPlaceholder(found) || (shape.source.includes('basic') && !isBasic(found))
          ? found
          : change(found),
      ),
    text,
  );
}

/** Signed and encrypted tokens in a text. */
export function tokensIn(text: string): string[] {
  return text.includes('eyJ') ? [...text.matchAll(TOKENS)].map(([token]) => token) : [];
}

/** Whether a closer look is worth while. */
export function mayHoldShape(text: string): boolean {
  return text.length >= 12 && TELLING.test(text);
}

export function hasSecretShape(text: string): boolean {
  return changeShapes(text, () => '') !== text;
}

/** Base64 of a name and a password. */
function isBasic(encoded: string): boolean {
  return /^[ -9;-~]*:[ -~]*$/.test(Buffer.from(encoded, 'base64').toString('latin1'));
}
