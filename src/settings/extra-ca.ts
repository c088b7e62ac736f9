import { X509Certificate } from 'node:crypto';
import path from 'node:path';
import { FileFault, LARGEST_SETTINGS, readBounded } from '../contract/bounded-file.js';
import { ContractError } from '../contract/errors.js';
import { SETTINGS } from './table.js';
import type { Value } from './values.js';

/** The certificates of a PEM file, without what stands between them. */
export const certificatesIn = (pem: string): string[] =>
  pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];

/**
 * The PEM file named by `EXTRA_CA_CERTS`; it is added to the root bundle, never in its place (`D6`).
 *
 * @throws ContractError CA_UNREADABLE
 */
export async function readExtraCa(workspace: string, { text, source }: Value): Promise<string> {
  const refuse = (fact: string): ContractError =>
    new ContractError(
      'CA_UNREADABLE',
      `${SETTINGS.extraCa.name} (${source})`,
      `${text}: ${fact}`,
      'Name a PEM file with the certificates of your CA, or leave the setting out',
    );
  const file = path.resolve(workspace, text);
  const bytes = await readBounded(file, LARGEST_SETTINGS).catch((error: unknown) => {
    throw error instanceof FileFault ? refuse(error.fact) : error;
  });
  const pem = bytes.toString('utf8');
  const certificates = certificatesIn(pem);
  if (certificates.length === 0) throw refuse('the file holds no PEM certificate');
  for (const certificate of certificates) {
    try {
      new X509Certificate(certificate);
    } catch {
      throw refuse('a certificate in it cannot be parsed');
    }
  }
  return certificates.join('\n');
}
