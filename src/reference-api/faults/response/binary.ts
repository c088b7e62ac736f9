import { createHash } from 'node:crypto';
import { answering, successes } from '../../changes.js';
import { at, type Fault } from '../fault.js';

const DOWNLOAD = '/exports/{export_id}/download';

/** Other bytes in a download. */
const downloading = (change: (file: Buffer) => Buffer): Pick<Fault, 'touches' | 'apply'> =>
  at(
    DOWNLOAD,
    answering((reply) => (Buffer.isBuffer(reply.body) ? { ...reply, body: change(reply.body) } : reply)),
  );

const digested = (algorithm: string, bytes: string): string =>
  createHash(algorithm).update(bytes).digest('base64');

/** A header that tells of other bytes than those of the download. */
const tellingOf = (name: string, value: string): Pick<Fault, 'touches' | 'apply'> =>
  at(
    DOWNLOAD,
    answering((reply) => ({ ...reply, headers: { ...reply.headers, [name]: value } })),
  );

const TELLING = ['/exports/create', '/exports/status'];
const told = at(
  TELLING,
  successes((body) => ({ ...body, size: Number(body['size']) + 1 })),
);

export const binary: readonly Fault[] = [
  {
    name: 'download-empty',
    says: 'A downloaded export has no bytes.',
    rule: 'response/binary',
    ...downloading(() => Buffer.alloc(0)),
  },
  {
    name: 'download-short',
    says: 'A downloaded export lacks its last bytes.',
    rule: 'response/binary',
    ...downloading((file) => file.subarray(0, -3)),
  },
  {
    name: 'download-changed',
    says: 'A byte of a downloaded export is another one.',
    rule: 'response/binary',
    ...downloading((file) => Buffer.from(file).fill(0xff, 20, 21)),
  },
  {
    name: 'download-padded',
    says: 'A downloaded export has bytes too many in sandbox.',
    rule: 'response/binary',
    only: 'sandbox',
    ...downloading((file) => Buffer.concat([file, Buffer.alloc(16)])),
  },
  {
    name: 'download-is-json',
    says: 'An export is downloaded as a JSON text.',
    rule: 'response/binary',
    ...downloading((file) => Buffer.from(JSON.stringify({ data: file.toString('base64') }))),
  },
  {
    name: 'download-is-html',
    says: 'A page comes in place of a downloaded export.',
    rule: 'response/binary',
    ...downloading(() => Buffer.from('<!DOCTYPE html><title>Sign in</title>')),
  },
  {
    name: 'download-of-another-digest',
    says: 'The Digest header of a downloaded export is of other bytes.',
    rule: 'response/binary',
    ...tellingOf('Digest', `SHA-256=${digested('sha256', 'other')}`),
  },
  {
    name: 'download-of-another-md5',
    says: 'The Content-MD5 header of a downloaded export is of other bytes.',
    rule: 'response/binary',
    ...tellingOf('Content-MD5', digested('md5', 'other')),
  },
  {
    name: 'export-of-another-size',
    says: 'The status of an export tells one byte more than the file has.',
    rule: 'response/binary',
    ...told,
    // What is told is wrong there, and the download shows it.
    touches: [DOWNLOAD, ...TELLING],
  },
];
