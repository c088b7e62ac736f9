import type { Facts } from './facts.js';
import { said } from './facts.js';

type Group = 'range' | 'length' | 'count';
export type LimitKind = `${Group}-${'narrowed' | 'widened'}` | 'range-changed';

/** A limit that moved, and what it was. */
export interface MovedLimit {
  readonly kind: LimitKind;
  readonly says: string;
}

interface Limit {
  readonly group: Group;
  readonly side: 'least' | 'most';
  readonly keywords: readonly [inclusive: string, exclusive?: string];
}

const LIMITS: readonly Limit[] = [
  { group: 'range', side: 'least', keywords: ['minimum', 'exclusiveMinimum'] },
  { group: 'range', side: 'most', keywords: ['maximum', 'exclusiveMaximum'] },
  { group: 'length', side: 'least', keywords: ['minLength'] },
  { group: 'length', side: 'most', keywords: ['maxLength'] },
  { group: 'count', side: 'least', keywords: ['minItems'] },
  { group: 'count', side: 'most', keywords: ['maxItems'] },
  { group: 'count', side: 'least', keywords: ['minProperties'] },
  { group: 'count', side: 'most', keywords: ['maxProperties'] },
];

export function movedLimits(before: Facts, after: Facts): MovedLimit[] {
  const moved = LIMITS.flatMap((limit) => moveOf(limit, before, after));
  return [...moved, ...movedUnique(before, after), ...movedMultiple(before, after)];
}

interface Bound {
  /** Higher is tighter, for a least and for a most. */
  readonly tightness: number;
  readonly exclusive: boolean;
  readonly text: string;
}

function moveOf(limit: Limit, before: Facts, after: Facts): MovedLimit[] {
  const old = boundOf(limit, before);
  const now = boundOf(limit, after);
  if (old.text === now.text) return [];
  const tighter =
    now.tightness > old.tightness || (now.tightness === old.tightness && now.exclusive && !old.exclusive);
  return [
    { kind: `${limit.group}-${tighter ? 'narrowed' : 'widened'}`, says: `${old.text} became ${now.text}` },
  ];
}

function boundOf({ side, keywords }: Limit, facts: Facts): Bound {
  const [plain] = keywords;
  let tightest: Bound = { tightness: Number.NEGATIVE_INFINITY, exclusive: false, text: `no ${plain}` };
  for (const [index, keyword] of keywords.entries()) {
    for (const value of numbers(facts, keyword ?? '')) {
      // What no length or count can be below is no limit.
      if (side === 'least' && value <= 0 && plain !== 'minimum') continue;
      const tightness = side === 'least' ? value : -value;
      const exclusive = index > 0;
      if (tightness < tightest.tightness || (tightness === tightest.tightness && !exclusive)) continue;
      tightest = { tightness, exclusive, text: `${keyword} ${value}` };
    }
  }
  return tightest;
}

function movedUnique(before: Facts, after: Facts): MovedLimit[] {
  const [old, now] = [before, after].map((facts) => said(facts, 'uniqueItems').includes(true));
  if (old === now) return [];
  return now
    ? [{ kind: 'count-narrowed', says: 'items have to be unique now' }]
    : [{ kind: 'count-widened', says: 'items need not be unique any more' }];
}

function movedMultiple(before: Facts, after: Facts): MovedLimit[] {
  const [old] = numbers(before, 'multipleOf');
  const [now] = numbers(after, 'multipleOf');
  if (old === now) return [];
  const says = `${old === undefined ? 'no multipleOf' : `multipleOf ${old}`} became ${now === undefined ? 'none' : `multipleOf ${now}`}`;
  if (old === undefined || (now !== undefined && now % old === 0)) return [{ kind: 'range-narrowed', says }];
  return [{ kind: now === undefined || old % now === 0 ? 'range-widened' : 'range-changed', says }];
}

function numbers(facts: Facts, keyword: string): number[] {
  return said(facts, keyword).filter((value) => typeof value === 'number');
}
