import type { Answer } from '../../contract/exchange.js';
import type { View } from '../rule.js';
import { mediaType } from './reading.js';

/**
 * Whether an answer is to be JSON: as every answer is (`D3`); where the documentation does not promise that, what says
 * itself that it is, and what an example or a schema shows to be.
 */
export function promisesJson(
  { contract, operation }: Pick<View, 'contract' | 'operation'>,
  answer: Answer,
): boolean {
  if (contract.config.promises.responses === 'json') return true;
  if (/[/+]json$/.test(mediaType(answer) ?? '')) return true;
  const { status } = answer;
  if (operation.examples.some((example) => example.status === status && /^\s*[{[]/.test(example.body)))
    return true;
  const schema = contract.schemas.response(operation.name, status)?.schema;
  return schema !== undefined && Object.keys(schema).some((key) => !SAYS_NOTHING.has(key));
}

/** Keys of a schema for an answer that is documented without a body, or with another type. */
const SAYS_NOTHING = new Set(['$schema', '$id', '$comment', 'x-contract', 'contentMediaType']);
