import type { ErrorCatalog } from '../../contract/model.js';
import type { Judgement, Skip, View } from '../rule.js';
import { notPromised } from './refused.js';

/** Rules about codes need a catalogue to hold them against. */
export function needsCatalog({ contract }: Pick<View, 'contract'>): Skip | undefined {
  if (!contract.config.promises.errors) return { skip: notPromised('errors') };
  return contract.catalog ? undefined : { skip: 'there is no error catalogue (schemas/error-catalog.json)' };
}

/** What contradicts a catalogue fails only where the catalogue is complete; before that it is drift. */
export function against(catalog: ErrorCatalog, finding: Extract<Judgement, { holds: false }>): Judgement {
  if (catalog.complete) return finding;
  return { holds: true, notes: [`differs from the inferred catalogue: ${finding.received}`] };
}
