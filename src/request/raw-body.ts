import { isObject, own, scalarText } from '../contract/json.js';
import type { Operation } from '../contract/model.js';

/** The raw text of the body's template, where it has one. */
export function rawBody({ request }: Operation): string | undefined {
  const body = own(request, 'body');
  return isObject(body) && own(body, 'disabled') !== true && own(body, 'mode') === 'raw'
    ? scalarText(own(body, 'raw'))
    : undefined;
}

/** The operation with another raw text in its body. */
export function withRawBody(operation: Operation, raw: string): Operation {
  const body = own(operation.request, 'body');
  return {
    ...operation,
    request: { ...operation.request, body: { ...(isObject(body) ? body : {}), mode: 'raw', raw } },
  };
}
