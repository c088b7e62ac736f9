import { createHash } from 'node:crypto';
import { type Answer, type Exchange, header, isSuccessful } from '../../contract/exchange.js';
import { leaves } from '../../contract/places.js';
import type { ObservationRule } from '../rule.js';
import { binaryTypes, isJsonToo } from '../support/binary.js';
import { read } from '../support/reading.js';

export const binary: ObservationRule = {
  id: 'response/binary',
  kind: 'observation',
  documented: ['D3'],
  says: 'A binary answer is what it says to be: not empty, no JSON, no HTML, of the size and digest that the API told.',
  sends: 'nothing of its own: it looks at the successes of an operation that is documented as binary',
  accepts:
    'bytes that agree with the Digest, Content-MD5 or ETag-like headers and with size and checksum fields of earlier answers',
  plan: (view) => (binaryTypes(view).length > 0 ? undefined : { skip: 'no saved success example is binary' }),
  judge: ({ exchange, before, valid }, view) => {
    const reading = read(exchange);
    if (!reading || reading.answer.defect || !isSuccessful(reading.answer)) return undefined;
    const { answer, json, text } = reading;
    const isJson = typeof json === 'object' && json !== null;
    if (isJson && isJsonToo(view)) return undefined;
    const pages = binaryTypes(view).some((type) => type.includes('html'));
    const flaw =
      (answer.body.length === 0 && 'an empty body') ||
      (isJson && 'JSON') ||
      (!pages && /^\s*<(!doctype|html)/i.test(text.slice(0, 200)) && 'HTML') ||
      wrongDigest(answer) ||
      (valid && differsFromTold(answer, exchange, before));
    if (!flaw) return { holds: true };
    return {
      holds: false,
      expected: 'the documented binary data, whole',
      received: flaw,
      at: 'body',
      advice: 'Compare what was stored with what is sent.',
      cause: `binary: ${flaw.replace(/[0-9a-f]{8,}|\d+/g, '…')}`,
    };
  },
};

const DIGEST_HEADERS: readonly [name: string, pattern: RegExp, algorithm: string][] = [
  ['content-md5', /^(\S+)$/, 'md5'],
  ['digest', /sha-256=([^,\s]+)/i, 'sha256'],
  ['content-digest', /sha-256=:([^:]+):/i, 'sha256'],
];

function wrongDigest({ headers, body }: Answer): string | undefined {
  for (const [name, pattern, algorithm] of DIGEST_HEADERS) {
    const told = pattern.exec(header(headers, name) ?? '')?.[1];
    if (told !== undefined && told !== createHash(algorithm).update(body).digest('base64')) {
      return `bytes that are not those of its ${name} header`;
    }
  }
  return undefined;
}

const SIZE = /^(size|bytes|size_?(in_?)?bytes|byte_?size|content_?length|file_?size)$/i;
const DIGEST = /^(checksum|digest|md5|sha_?1|sha_?256|sha_?512)(_?(hex|sum))?$/i;
const ALGORITHM_BY_LENGTH: Readonly<Record<number, string>> = {
  32: 'md5',
  40: 'sha1',
  64: 'sha256',
  128: 'sha512',
};

/** Compares with what an earlier answer about the same identifier told of size and digest. */
function differsFromTold(
  { body }: Answer,
  { request }: Exchange,
  before: readonly Exchange[],
): string | undefined {
  const asked = `${request.target} ${request.body?.toString('utf8') ?? ''}`;
  for (const earlier of before.toReversed()) {
    const told = [...leaves(read(earlier)?.json)];
    const sameThing = told.some(
      ({ value }) => typeof value === 'string' && value.length > 5 && asked.includes(value),
    );
    if (!sameThing) continue;
    for (const { key, value } of told) {
      const name = String(key);
      if (SIZE.test(name) && typeof value === 'number' && value > 0 && value !== body.length) {
        return `${body.length} bytes where ${earlier.operation} told ${name} ${value}`;
      }
      if (DIGEST.test(name) && typeof value === 'string' && wrongHex(value, body)) {
        return `bytes that are not those of the ${name} that ${earlier.operation} told`;
      }
    }
  }
  return undefined;
}

function wrongHex(told: string, body: Buffer): boolean {
  const hex = told.replace(/^[a-z0-9-]+:/i, '').toLowerCase();
  const algorithm = /^[0-9a-f]+$/.test(hex) ? ALGORITHM_BY_LENGTH[hex.length] : undefined;
  return algorithm !== undefined && createHash(algorithm).update(body).digest('hex') !== hex;
}
