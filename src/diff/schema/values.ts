import { type Facts, said } from './facts.js';
import { type LimitKind, movedLimits } from './limits.js';

/** Kinds of changes that a single value can have, in a request and in an answer. */
type ValueKind =
  | `type-${'narrowed' | 'widened' | 'changed'}`
  | `null-${'added' | 'removed'}`
  | `enum-${'added' | 'removed' | 'value-added' | 'value-removed'}`
  | `${'format' | 'pattern'}-${'added' | 'removed' | 'changed'}`
  | LimitKind
  | 'condition-changed'
  | 'default-changed'
  | 'text-changed';

export interface ValueChange {
  readonly kind: ValueKind;
  readonly says: string;
}

/** Keywords of which cannot be told whether they allow more or less. */
const CONDITIONS = [
  ...['not', 'if', 'then', 'else', 'dependentRequired', 'dependentSchemas', 'propertyNames'],
  ...['contains', 'minContains', 'maxContains', 'unevaluatedItems', 'contentEncoding', 'contentMediaType'],
];
const TEXTS = ['title', 'description', 'examples', 'deprecated'];

/** How two descriptions of one value differ, without what it contains. */
export function valueChanges(old: Facts, now: Facts): ValueChange[] {
  const types = typeChange(old, now);
  if (types?.kind === 'type-changed') return [types];
  return [
    ...(types ? [types] : []),
    ...nullChange(old, now),
    ...enumChanges(old, now),
    ...movedLimits(old, now),
    ...textual('pattern', old, now),
    ...textual('format', old, now),
    ...conditionChanges(old, now),
    ...defaultChange(old, now),
    ...textChanges(old, now),
  ];
}

function typeChange({ types: old }: Facts, { types: now }: Facts): ValueChange | undefined {
  if (!old && !now) return undefined;
  const fewer = within(now, old);
  const more = within(old, now);
  if (fewer && more) return undefined;
  const says = `${typeText(old)} became ${typeText(now)}`;
  return { kind: fewer ? 'type-narrowed' : more ? 'type-widened' : 'type-changed', says };
}

/** Whether all types of the one are types of the other; without types, all are allowed. */
function within(some: ReadonlySet<string> | undefined, all: ReadonlySet<string> | undefined): boolean {
  if (!all) return true;
  return (
    some !== undefined &&
    [...some].every((type) => all.has(type) || (type === 'integer' && all.has('number')))
  );
}

function typeText(types: ReadonlySet<string> | undefined): string {
  return types ? [...types].sort().join(' or ') || 'null' : 'any type';
}

function nullChange(old: Facts, now: Facts): ValueChange[] {
  // Where any type is allowed, so is null: then the types tell it.
  if (!old.types || !now.types || old.nullable === now.nullable) return [];
  return now.nullable
    ? [{ kind: 'null-added', says: 'it may be null now' }]
    : [{ kind: 'null-removed', says: 'it may not be null any more' }];
}

function enumChanges({ values: old }: Facts, { values: now }: Facts): ValueChange[] {
  if (!old && !now) return [];
  if (!old) return [{ kind: 'enum-added', says: `it is one of ${list(now)} now` }];
  if (!now) return [{ kind: 'enum-removed', says: `it is not confined to ${list(old)} any more` }];
  const gone = [...old].filter((value) => !now.has(value));
  const fresh = [...now].filter((value) => !old.has(value));
  return [
    ...gone.map((value): ValueChange => ({ kind: 'enum-value-removed', says: `the value ${value} is gone` })),
    ...fresh.map((value): ValueChange => ({ kind: 'enum-value-added', says: `the value ${value} is new` })),
  ];
}

function list(values: ReadonlySet<string> | undefined): string {
  const all = [...(values ?? [])];
  return all.length > 8 ? `${all.slice(0, 8).join(', ')} and ${all.length - 8} more` : all.join(', ');
}

function textual(keyword: 'pattern' | 'format', old: Facts, now: Facts): ValueChange[] {
  const [before, after] = [old, now].map((facts) =>
    [...new Set(said(facts, keyword).map(String))].sort().join(' and '),
  );
  if (before === after) return [];
  if (!before) return [{ kind: `${keyword}-added`, says: `it has the ${keyword} ${after} now` }];
  if (!after) return [{ kind: `${keyword}-removed`, says: `the ${keyword} ${before} is gone` }];
  return [{ kind: `${keyword}-changed`, says: `the ${keyword} ${before} became ${after}` }];
}

function conditionChanges(old: Facts, now: Facts): ValueChange[] {
  const changed = CONDITIONS.filter((keyword) => !same(said(old, keyword), said(now, keyword)));
  return changed.map((keyword) => ({ kind: 'condition-changed', says: `\`${keyword}\` is another` }));
}

function defaultChange(old: Facts, now: Facts): ValueChange[] {
  const [before] = said(old, 'default');
  const [after] = said(now, 'default');
  if (before === undefined || after === undefined || same(before, after)) return [];
  return [
    {
      kind: 'default-changed',
      says: `the default ${JSON.stringify(before)} became ${JSON.stringify(after)}`,
    },
  ];
}

function textChanges(old: Facts, now: Facts): ValueChange[] {
  const changed = TEXTS.filter((keyword) => !same(said(old, keyword), said(now, keyword)));
  return changed.length === 0 ? [] : [{ kind: 'text-changed', says: `${changed.join(', ')} changed` }];
}

function same(before: unknown, after: unknown): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}
