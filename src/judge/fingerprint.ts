import { createHash } from 'node:crypto';
import type { Exchange } from '../contract/exchange.js';
import type { ErrorPlaces } from '../contract/promises.js';
import type { Finding } from '../contract/verdict.js';
import type { PlannedCase } from '../plan/case.js';
import { errorIn } from '../rules/support/error-places.js';
import { read } from '../rules/support/reading.js';

/**
 * What failed, told from whatever else could fail in its place: rule, operation, what was varied, where, and the
 * kind of what came back (status, error code, which demands of a schema). No value, identifier or time is in it,
 * nor the environment: the same failure has the same fingerprint every night.
 *
 * @returns twelve hex digits
 */
export function fingerprintOf(
  planned: PlannedCase,
  finding: Finding,
  errors: ErrorPlaces | undefined,
): string {
  const parts = [
    planned.rule,
    planned.operation ?? '',
    planned.variation ?? '',
    general(finding.at ?? ''),
    withoutValues(finding.cause),
    ...(finding.kinds ?? []),
    came(finding.exchange, errors),
    came(finding.counterpart, errors),
  ];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 12);
}

/** Every item of an array is the same place. */
const general = (place: string): string => place.replace(/\[\d+\]/g, '[]');

/** Quoted texts and words with digits are values; what they were is told by status and code. */
function withoutValues(cause: string): string {
  return general(cause)
    .replace(/"(?:[^"\\]|\\.)*("?)/g, (text, end) => (end === '' ? text : '""'))
    .replace(/[^\s()[\]{},;:"'=/]+/g, (word) => (/\d/.test(word) ? '#' : word));
}

function came(exchange: Exchange | undefined, errors: ErrorPlaces | undefined): string {
  if (!exchange) return '';
  const { outcome } = exchange;
  if (outcome.kind === 'none') return outcome.reason;
  const { code } = errorIn(read(exchange)?.json, errors);
  return [outcome.status, ...(code === undefined ? [] : [code]), outcome.defect?.kind ?? ''].join(' ');
}
