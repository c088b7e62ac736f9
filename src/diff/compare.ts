import { isObject, own } from '../contract/json.js';
import { compareBodies, compareBound } from './bodies.js';
import { compareCatalogs } from './catalog.js';
import { type Difference, Findings } from './difference.js';
import { compareExamples } from './examples.js';
import { matched } from './match.js';
import { compareOperations, compareSets } from './operations.js';
import { SEVERITIES } from './severity.js';
import type { Side } from './side.js';
import { textOf } from './texts.js';

/**
 * How two versions of a contract differ: the worst first, otherwise in the order of the old collection. Schemas and
 * catalogue are compared where both are workspaces.
 */
export function compared(before: Side, after: Side): Difference[] {
  const found: Difference[] = [];
  const findings = (place: string): Findings => new Findings(found, place);
  compareInfo(before, after, findings('collection'));
  const operations = matched(before.operations, after.operations);
  compareSets(operations, after.operations, findings);
  for (const [old, now] of operations.pairs) {
    const here = findings(now.name);
    compareOperations(old, now, here);
    compareBodies({ side: before, operation: old }, { side: after, operation: now }, here);
    compareExamples(old, now, here);
  }
  if (before.workspace && after.workspace) {
    compareBound(
      'response',
      before.workspace.schemas.error,
      after.workspace.schemas.error,
      findings('every error'),
    );
    compareCatalogs(before.workspace.catalog, after.workspace.catalog, findings('error catalogue'));
  }
  return SEVERITIES.flatMap((severity) => found.filter((difference) => difference.severity === severity));
}

function compareInfo(before: Side, after: Side, findings: Findings): void {
  for (const key of ['name', 'description'] as const) {
    if (infoOf(before, key) !== infoOf(after, key))
      findings.add('collection/text-changed', `its ${key} changed`);
  }
}

function infoOf({ collection }: Side, key: string): string {
  const info = own(collection, 'info');
  return isObject(info) ? textOf(own(info, key)) : '';
}
