import type { StatusSet } from '../../contract/statuses.js';
import type { View } from '../rule.js';
import { partsWith } from './changes.js';

/** What is right beside a refusal of the body, where it cannot be read: a client_id in it is then missing too. */
export function unreadableStatuses({ sample, contract }: Pick<View, 'sample' | 'contract'>): StatusSet {
  const isInBody = partsWith(sample.request, sample.mark('clientId')).includes('body');
  return isInBody ? (contract.config.promises.refusals.clientId ?? []) : [];
}
