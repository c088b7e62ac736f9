import type { Selection } from '../settings/settings.js';
import type { RecordedSelection } from './lines.js';

/** A selection as JSON can hold it. */
export function recordedSelection({ cases, shard, ...chosen }: Selection): RecordedSelection {
  const { costs, ...part } = shard ?? { index: 1, of: 1 };
  const weighed = costs && { ...costs, byOperation: [...costs.byOperation] };
  return {
    ...chosen,
    ...(cases && { cases: [...cases] }),
    ...(shard && { shard: { ...part, ...(weighed && { costs: weighed }) } }),
  };
}

export function selectionOf({ cases, shard, ...chosen }: RecordedSelection): Selection {
  const { costs, ...part } = shard ?? { index: 1, of: 1 };
  const weighed = costs && { ...costs, byOperation: new Map(costs.byOperation) };
  return {
    ...chosen,
    ...(cases && { cases: new Set(cases) }),
    ...(shard && { shard: { ...part, ...(weighed && { costs: weighed }) } }),
  };
}
