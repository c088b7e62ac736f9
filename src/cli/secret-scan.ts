import type { Scan } from '../report/write.js';
import { variablesOf } from '../settings/read.js';
import type { Settings } from '../settings/settings.js';

/** Shorter ones would be found by chance. */
const SHORTEST = 6;

/** Looks for the credentials of a run in a report, in clear and in the encodings that texts carry (`D9`). */
export function secretScan({ environments }: Settings): Scan {
  const needles = environments.flatMap(({ name, clientId, bearerToken }) => {
    const names = variablesOf(name);
    const secrets = [
      [clientId, names.clientId],
      [bearerToken ?? '', names.bearerToken],
    ] as const;
    return secrets
      .filter(([secret]) => secret.length >= SHORTEST)
      .flatMap(([secret, label]) => [...formsOf(secret)].map((form) => ({ form, label })));
  });
  return (text) => needles.find(({ form }) => text.includes(form))?.label;
}

function formsOf(secret: string): Set<string> {
  const bytes = Buffer.from(secret);
  return new Set([
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    bytes.toString('hex'),
    ...[0, 1, 2].map((offset) => insideBase64(bytes, offset)),
  ]);
}

/** The characters that are the same whatever stands before and after the secret. */
function insideBase64(bytes: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  const whole = (bytes.length + offset) % 3 === 0;
  return text.slice(offset === 0 ? 0 : offset + 1, whole ? undefined : -1);
}
