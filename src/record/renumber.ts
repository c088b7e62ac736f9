import type { Line } from './lines.js';

/** The same line with its exchanges so much further. */
export function renumbered(line: Line, by: number): Line {
  if (line.is === 'exchange') return { ...line, id: line.id + by };
  if (line.is === 'valid' || line.is === 'lost')
    return { ...line, exchange: line.exchange + by, before: line.before.map((id) => id + by) };
  if (line.is === 'journey' || line.is === 'redirected' || line.is === 'probe' || line.is === 'step')
    return { ...line, exchange: line.exchange + by };
  if (line.is !== 'burst' || typeof line.seen === 'string') return line;
  const { first, limited, others, after } = line.seen;
  const moved = {
    first: first + by,
    others: others.map((id) => id + by),
    ...(limited !== undefined && { limited: limited + by }),
    ...(after !== undefined && { after: after + by }),
  };
  return { ...line, seen: { ...line.seen, ...moved } };
}
