/** A piece of one of two texts, and whether the other one has it too. */
export interface Piece {
  readonly text: string;
  readonly shared: boolean;
}

/** Pieces of more than this many parts are not compared: that would take long, and say little. */
const MOST = 600;

/** What each of two lists has that the other has not, by their longest common subsequence. */
export function difference(
  left: readonly string[],
  right: readonly string[],
): readonly [readonly Piece[], readonly Piece[]] {
  const none = (list: readonly string[]): Piece[] => list.map((text) => ({ text, shared: false }));
  if (left.length > MOST || right.length > MOST) return [none(left), none(right)];
  const lengths = commonLengths(left, right);
  const length = (a: number, b: number): number => lengths[a * (right.length + 1) + b] ?? 0;
  const [ofLeft, ofRight] = [none(left), none(right)];
  for (let a = 0, b = 0; a < left.length && b < right.length; ) {
    if (left[a] === right[b]) {
      ofLeft[a] = { text: left[a] ?? '', shared: true };
      ofRight[b] = { text: right[b] ?? '', shared: true };
      a += 1;
      b += 1;
    } else if (length(a + 1, b) >= length(a, b + 1)) a += 1;
    else b += 1;
  }
  return [ofLeft, ofRight];
}

function commonLengths(left: readonly string[], right: readonly string[]): Uint16Array {
  const width = right.length + 1;
  const lengths = new Uint16Array((left.length + 1) * width);
  for (let a = left.length - 1; a >= 0; a -= 1) {
    for (let b = right.length - 1; b >= 0; b -= 1) {
      const both = 1 + (lengths[(a + 1) * width + b + 1] ?? 0);
      const either = Math.max(lengths[(a + 1) * width + b] ?? 0, lengths[a * width + b + 1] ?? 0);
      lengths[a * width + b] = left[a] === right[b] ? both : either;
    }
  }
  return lengths;
}

/** Words and what stands between them. */
export const words = (text: string): string[] => text.match(/[\p{L}\p{N}_$.[\]-]+|\s+|./gsu) ?? [];
