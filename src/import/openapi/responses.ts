import type { JsonObject } from '../../contract/json.js';
import { ERROR_STATUSES } from '../../contract/statuses.js';
import { child, children, type Documents, type Located } from './documents.js';
import type { Endpoint } from './endpoints.js';

export interface Response {
  readonly status: number;
  readonly response: Located<JsonObject>;
}

/** The answers of an endpoint. */
export interface Responses {
  readonly successes: readonly Response[];
  /** Errors that are documented one by one. */
  readonly errors: readonly Response[];
  /** Errors that `4XX`, `5XX` or `default` stand for. */
  readonly ranges: readonly {
    readonly statuses: readonly number[];
    readonly response: Located<JsonObject>;
  }[];
  /** Whether a `default` stands there with no success beside it: it may be either. */
  readonly unclear: boolean;
}

const SUCCESSES = [200, 201];

export function responsesOf(endpoint: Endpoint, documents: Documents): Responses {
  const written = child(endpoint.operation, 'responses');
  const all = (written ? children(written) : []).flatMap(({ key, at }) => {
    const response = documents.behind(at);
    return response && !key.startsWith('x-') ? [{ key: key.toUpperCase(), response }] : [];
  });
  const by = (statuses: RegExp): Response[] =>
    all
      .filter(({ key }) => statuses.test(key))
      .map(({ key, response }) => ({ status: Number(key), response }));
  const range = (key: string): Response['response'] | undefined =>
    all.find((one) => one.key === key)?.response;
  const any = range('2XX');
  const listed = by(/^2\d\d$/);
  const successes =
    listed.length > 0 || !any ? listed : SUCCESSES.map((status) => ({ status, response: any }));
  const errors = by(/^[45]\d\d$/);
  return {
    successes,
    errors,
    ranges: rangesOf(range, all, errors),
    unclear: any === undefined && range('DEFAULT') !== undefined && !all.some(({ key }) => /^2/.test(key)),
  };
}

/** `default` stands for the errors where a success is documented beside it; else nobody knows what it stands for. */
function rangesOf(
  range: (key: string) => Response['response'] | undefined,
  all: readonly { readonly key: string }[],
  errors: readonly Response[],
): Responses['ranges'] {
  const open = new Set(ERROR_STATUSES.filter((status) => errors.every((error) => error.status !== status)));
  return ['4XX', '5XX', 'DEFAULT'].flatMap((key) => {
    const response = range(key);
    if (!response || (key === 'DEFAULT' && !all.some((one) => /^2/.test(one.key)))) return [];
    const statuses = [...open].filter((status) => key === 'DEFAULT' || String(status)[0] === key[0]);
    for (const status of statuses) open.delete(status);
    return statuses.length > 0 ? [{ statuses, response }] : [];
  });
}
