import { asText } from '../../contract/body.js';
import type { Exchange, WireRequest } from '../../contract/exchange.js';
import { header } from '../../contract/exchange.js';
import type { Finding } from '../../contract/verdict.js';
import type { CaseResult } from '../../judge/result.js';
import { AS_COLLECTED, VALID_REQUEST } from '../../judge/sent.js';

/** Bytes of a body that findings keep: one of that size was cut. */
const KEPT = 4096;
/** Steps that findings keep: where there are as many, there may have been more. */
const STEPS = 12;

const LABEL = /\{\{[^{}]*\}\}/g;

/** Why Postman cannot send what a failed case rests on as it was sent; undefined where it can. */
export function unsendable({ case: { rule }, verdict }: CaseResult): string | undefined {
  if (verdict.status !== 'failed') return 'it did not fail';
  const { exchange, counterpart, trail = [] } = verdict.finding;
  if (rule === 'status/repeatable') return 'it shows only when the request is sent a few times';
  if (isAsCollected(verdict.finding)) return undefined;
  if (!exchange) return 'it rests on no single request';
  if (counterpart) return 'it compares the environments';
  if (rule.startsWith('environment/')) return 'it needs what was created in the other environment';
  if (trail.length >= STEPS) return 'it takes too many requests';
  return [...trail, exchange].map(repaired).find((reason) => reason !== undefined);
}

/** Whether the operation shows it as it stands in the collection: nothing of what was sent has to be repeated. */
export function isAsCollected({ sent, counterpart }: Finding): boolean {
  return !counterpart && (sent === VALID_REQUEST || sent === AS_COLLECTED);
}

function repaired({ request }: Exchange): string | undefined {
  const { method, headers, body, target } = request;
  if (method !== method.toUpperCase()) return 'Postman writes methods in capitals';
  if (/[^!-~]/.test(target.replace(LABEL, ''))) return 'Postman encodes what stands bare in the path';
  if (headers.some(([name, value]) => /[^\t -\xff]/.test(name + value))) return 'a header is not of Latin-1';
  const names = headers.map(([name]) => name);
  if (new Set(names.map((name) => name.toLowerCase())).size < new Set(names).size)
    return 'Postman sends one header of a name';
  return ofBody(request, body);
}

function ofBody({ headers }: WireRequest, body: Buffer | undefined): string | undefined {
  if (!body) return undefined;
  if (body.length >= KEPT) return 'its body was cut for the report';
  const text = asText(body);
  if (text === undefined) return 'its body is no text';
  const length = header(headers, 'content-length');
  // With a name in place of a secret, it has another length.
  if (length !== undefined && text.replace(LABEL, '') === text && Number(length) !== body.length)
    return 'Postman counts Content-Length itself';
  const encoding = header(headers, 'transfer-encoding');
  return encoding === undefined ? undefined : 'Postman chooses Transfer-Encoding itself';
}
