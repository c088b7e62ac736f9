import { header } from '../../contract/exchange.js';
import { bareType } from '../../contract/media-type.js';
import { isSuccess } from '../../contract/statuses.js';
import type { View } from '../rule.js';
import { successExamples } from './success.js';

type Where = Pick<View, 'operation' | 'contract'>;

/** Media types other than JSON that the operation's successes are documented with (`D3`). */
export const binaryTypes = (where: Where): readonly string[] =>
  documentedTypes(where).filter((type) => !isJson(type));

/** Whether a success may be JSON as well, where it may be binary. */
export const isJsonToo = (where: Where): boolean => documentedTypes(where).some(isJson);

/** Of saved success examples, and of schemas. */
function documentedTypes({ operation, contract }: Where): readonly string[] {
  const documented = successExamples(operation).map(({ headers }) => typeOf(headers));
  const described = contract.schemas
    .statuses(operation.name)
    .filter(isSuccess)
    .flatMap((status) => contract.schemas.responses(operation.name, status))
    .flatMap(({ schema, types }) => {
      const binary = schema['contentMediaType'];
      return [...types.map(bareType), ...(typeof binary === 'string' ? [binary] : [])];
    });
  return [...documented, ...described].filter((type) => type !== '');
}

const isJson = (type: string): boolean => /[/+]json$/.test(type);

function typeOf(headers: readonly { readonly key: string; readonly value: string }[]): string {
  const value = header(
    headers.map(({ key, value }) => [key, value] as const),
    'content-type',
  );
  return value?.split(';')[0]?.trim().toLowerCase() ?? '';
}
