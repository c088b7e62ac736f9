import type { JsonObject } from '../../contract/json.js';
import type { Findings } from './findings.js';

/** An item or example with what decides its place among its siblings. */
export interface Sibling {
  readonly value: JsonObject;
  readonly name: string;
  readonly order: number | undefined;
  /** File or directory, for reports. */
  readonly place: string;
}

/** Ascending by `order`, which is 0 where there is none; then by name, in code units; then by place. */
export function inOrder(siblings: readonly Sibling[], findings: Findings): JsonObject[] {
  reportOrder(siblings, findings);
  return [...siblings]
    .sort((a, b) => (a.order ?? 0) - (b.order ?? 0) || compare(a.name, b.name) || compare(a.place, b.place))
    .map(({ value }) => value);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function reportOrder(siblings: readonly Sibling[], findings: Findings): void {
  if (siblings.every(({ order }) => order === undefined)) return;
  const taken = new Map<number, string>();
  for (const { order, place } of siblings) {
    if (order === undefined) {
      findings.note(
        'advice',
        place,
        'it has no `order`, and others beside it have one: it counts as 0',
        'Write its `order`',
      );
      continue;
    }
    const other = taken.get(order);
    if (other === undefined) taken.set(order, place);
    else
      findings.note(
        'advice',
        place,
        `it has the same \`order\` as ${other}: their names decide`,
        'Write another `order`',
      );
  }
}

/** Names that one directory cannot hold on a disk that ignores case. */
export function reportTwins(
  entries: readonly { readonly name: string; readonly place: string }[],
  findings: Findings,
): void {
  const known = new Map<string, string>();
  for (const { name, place } of entries) {
    const twin = known.get(name.toLowerCase());
    if (twin === undefined) known.set(name.toLowerCase(), place);
    else
      findings.note(
        'advice',
        place,
        `its name is that of ${twin} but for case; both were taken`,
        'Rename one of them',
      );
  }
}
