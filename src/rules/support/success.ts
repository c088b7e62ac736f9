import { isError } from '../../contract/expected-errors.js';
import type { Operation } from '../../contract/model.js';
import { isSuccess, type StatusSet } from '../../contract/statuses.js';
import type { View } from '../rule.js';

/**
 * Statuses of the operation's saved success examples, and of its response schemas where there is no example;
 * where neither says anything, those that are promised (`D10`).
 */
export function successStatuses(where: Pick<View, 'operation' | 'contract'>): StatusSet {
  const documented = documentedSuccesses(where);
  if (documented.length > 0) return documented;
  const { contract } = where;
  const successes = contract.config.promises.statuses?.filter((status) => SUCCESS.test(String(status))) ?? [];
  return successes.length > 0 ? successes : ['2xx'];
}

const SUCCESS = /^2/;

/** Of saved examples; of response schemas where there are none. */
export function documentedSuccesses({
  operation,
  contract,
}: Pick<View, 'operation' | 'contract'>): readonly number[] {
  const saved = successExamples(operation).map(({ status }) => status);
  return saved.length > 0 ? [...new Set(saved)] : contract.schemas.statuses(operation.name).filter(isSuccess);
}

export function successExamples({ examples, request }: Operation): Operation['examples'] {
  return examples.filter((example) => !isError(example, request) && isSuccess(example.status));
}
