import type { Operation } from '../../contract/model.js';
import type { View } from '../rule.js';
import { isSuccess } from './statuses.js';

/**
 * Statuses of the operation's saved success examples, and of its response schemas where there is no example;
 * where neither says anything, a success is 200 or 201 (`D10`).
 */
export function successStatuses({
  operation,
  contract,
}: Pick<View, 'operation' | 'contract'>): readonly number[] {
  const saved = successExamples(operation).map(({ status }) => status);
  if (saved.length > 0) return [...new Set(saved)];
  const described = [200, 201].filter((status) => contract.schemas.response(operation.name, status));
  return described.length > 0 ? described : [200, 201];
}

export function successExamples({ examples }: Operation): Operation['examples'] {
  return examples.filter(({ status }) => isSuccess(status));
}
