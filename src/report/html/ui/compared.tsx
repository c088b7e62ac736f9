import { difference, type Piece, words } from './difference.js';

/** What was expected over what was received; what only one of them says is marked. */
export function Compared({ expected, received }: { readonly expected: string; readonly received: string }) {
  const [left, right] = difference(words(expected), words(received));
  return (
    <div class="compared">
      <p class="minus">
        <span class="label">expected</span>
        <span>
          <Pieces pieces={left} />
        </span>
      </p>
      <p class="plus">
        <span class="label">received</span>
        <span>
          <Pieces pieces={right} />
        </span>
      </p>
    </div>
  );
}

function Pieces({ pieces }: { readonly pieces: readonly Piece[] }) {
  return pieces.map(({ text, shared }, index) =>
    shared || text.trim() === '' ? text : <mark key={index}>{text}</mark>,
  );
}
