import { difference, type Piece, words } from './difference.js';

/** Texts of which less than this is shared differ as a whole; marks would say nothing. */
const ALIKE = 0.3;

/** What was expected over what was received; what only one of them says is marked. */
export function Compared({ expected, received }: { readonly expected: string; readonly received: string }) {
  const [left, right] = difference(words(expected), words(received));
  const alike = share(left) >= ALIKE && share(right) >= ALIKE;
  return (
    <div class="compared">
      <p class="minus">
        <span class="side">expected</span>
        <span>{alike ? <Pieces pieces={left} /> : expected}</span>
      </p>
      <p class="plus">
        <span class="side">received</span>
        <span>{alike ? <Pieces pieces={right} /> : received}</span>
      </p>
    </div>
  );
}

function Pieces({ pieces }: { readonly pieces: readonly Piece[] }) {
  return pieces.map(({ text, shared }, index) =>
    shared || text.trim() === '' ? text : <mark key={index}>{text}</mark>,
  );
}

function share(pieces: readonly Piece[]): number {
  const said = pieces.filter(({ text }) => text.trim() !== '');
  return said.filter(({ shared }) => shared).length / Math.max(1, said.length);
}
