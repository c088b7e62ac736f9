import { header } from '../../contract/exchange.js';
import { isRecord } from '../../contract/places.js';
import type { View } from '../rule.js';
import { successExamples } from './success.js';

/** Media types other than JSON that the operation's saved success examples answer with (`D3`). */
export function binaryTypes({
  operation,
  contract,
}: Pick<View, 'operation' | 'contract'>): readonly string[] {
  const documented = successExamples(operation).map(({ headers }) => typeOf(headers));
  const described = [200, 201].flatMap((status) => {
    const schema = contract.schemas.response(operation.name, status)?.schema;
    return isRecord(schema) && typeof schema['contentMediaType'] === 'string'
      ? [schema['contentMediaType']]
      : [];
  });
  return [...documented, ...described].filter((type) => type !== '' && !/[/+]json$/.test(type));
}

function typeOf(headers: readonly { readonly key: string; readonly value: string }[]): string {
  const value = header(
    headers.map(({ key, value }) => [key, value] as const),
    'content-type',
  );
  return value?.split(';')[0]?.trim().toLowerCase() ?? '';
}
