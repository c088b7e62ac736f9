import type { Exchange, WireRequest } from '../../contract/exchange.js';
import { header } from '../../contract/exchange.js';
import type { CaseResult } from '../../judge/result.js';
import { asText } from '../body-text.js';

/** Bytes of a body that findings keep: one of that size was cut. */
const KEPT = 4096;
/** Steps that findings keep: where there are as many, there may have been more. */
const STEPS = 12;

/** Why Postman cannot send what a failed case rests on as it was sent; undefined where it can. */
export function unsendable({ verdict }: CaseResult): string | undefined {
  if (verdict.status !== 'failed') return 'it did not fail';
  const { exchange, counterpart, trail = [] } = verdict.finding;
  if (!exchange) return 'it rests on no single request';
  if (counterpart) return 'it compares the environments';
  if (trail.length >= STEPS) return 'it takes too many requests';
  return [...trail, exchange].map(repaired).find((reason) => reason !== undefined);
}

function repaired({ request }: Exchange): string | undefined {
  const { method, headers, body, target } = request;
  if (method !== method.toUpperCase()) return 'Postman writes methods in capitals';
  if (/[^!-~]/.test(target)) return 'Postman encodes what stands bare in the path';
  if (headers.some(([name, value]) => /[^\t -\xff]/.test(name + value))) return 'a header is not of Latin-1';
  const names = headers.map(([name]) => name);
  if (new Set(names.map((name) => name.toLowerCase())).size < new Set(names).size)
    return 'Postman sends one header of a name';
  return ofBody(request, body);
}

function ofBody({ headers }: WireRequest, body: Buffer | undefined): string | undefined {
  if (!body) return undefined;
  if (body.length >= KEPT) return 'its body was cut for the report';
  if (asText(body) === undefined) return 'its body is no text';
  const length = header(headers, 'content-length');
  if (length !== undefined && Number(length) !== body.length) return 'Postman counts Content-Length itself';
  const encoding = header(headers, 'transfer-encoding');
  return encoding === undefined ? undefined : 'Postman chooses Transfer-Encoding itself';
}
