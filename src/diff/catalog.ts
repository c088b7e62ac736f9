import type { CatalogCode, ErrorCatalog } from '../contract/model.js';
import type { Findings } from './difference.js';

/** The error codes, which identify errors before their status does (`D4`). */
export function compareCatalogs(
  before: ErrorCatalog | undefined,
  after: ErrorCatalog | undefined,
  given: Findings,
): void {
  if (!before || !after) {
    if (after) given.add('error-catalog/added', 'there is an error catalogue now');
    if (before) given.add('error-catalog/removed', 'there is no error catalogue any more');
    return;
  }
  // What was inferred lacks what was not shown: then nothing is sure to break.
  const findings = before.complete && after.complete ? given : given.capped('compatible');
  for (const [code, old] of before.codes) {
    const now = after.codes.get(code);
    if (now) compareCodes(old, now, findings);
    else findings.add('error-code/removed', 'the code is gone', code);
  }
  for (const code of after.codes.keys()) {
    if (!before.codes.has(code)) findings.add('error-code/added', 'the code is new', code);
  }
}

function compareCodes(old: CatalogCode, now: CatalogCode, findings: Findings): void {
  const { code } = old;
  if (old.type !== undefined && now.type !== undefined && old.type !== now.type)
    findings.add('error-code/type-changed', `its type ${old.type} became ${now.type}`, code);
  // Where one version does not know its statuses, nothing is known of a change.
  const both = old.statuses.length > 0 && now.statuses.length > 0;
  for (const status of (both ? old.statuses : []).filter((each) => !now.statuses.includes(each))) {
    findings.add('error-code/status-removed', `it does not come with status ${status} any more`, code);
  }
  for (const status of (both ? now.statuses : []).filter((each) => !old.statuses.includes(each))) {
    findings.add('error-code/status-added', `it may come with status ${status} now`, code);
  }
  for (const cause of old.causes.filter((each) => !now.causes.includes(each))) {
    findings.add('error-code/cause-removed', `${cause} does not lead to it any more`, code);
  }
  for (const cause of now.causes.filter((each) => !old.causes.includes(each))) {
    findings.add('error-code/cause-added', `${cause} leads to it now`, code);
  }
}
