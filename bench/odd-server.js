import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createJiti } from 'jiti';

/** An API in a process of its own with one operation that misbehaves in the manner of the first argument. */
const [, , manner = ''] = process.argv;
const jiti = createJiti(import.meta.url);
const { startOdd } = await jiti.import('../tests/misbehaviour/odd.ts');
const { BODIES, DEEP } = await jiti.import('../tests/misbehaviour/body-manners.ts');
const { SILENCES } = await jiti.import('../tests/misbehaviour/silence-manners.ts');
const { SCRIPTS } = await jiti.import('../tests/misbehaviour/script-manners.ts');
/** @type {Record<string, unknown>} */
const manners = { ...BODIES, ...DEEP, ...SILENCES };

if (process.send && manner === '')
  process.send({ names: [...Object.keys(manners), ...Object.keys(SCRIPTS)] });
else if (process.send) {
  const { own, workspace } = await startOdd(
    manner in manners ? { [manner]: manners[manner] } : {},
    manner in manners ? {} : { [manner]: SCRIPTS[manner] },
  );
  const { baseUrl, clientId, bearerToken } = own.environments.sandbox;
  const ca = path.join(workspace, 'ca.pem');
  writeFileSync(ca, own.certificate.ca);
  const env = {
    SANDBOX_BASE_URL: baseUrl,
    SANDBOX_CLIENT_ID: clientId,
    SANDBOX_BEARER_TOKEN: bearerToken,
    EXTRA_CA_CERTS: ca,
  };
  process.send({ workspace, env });
  process.on('disconnect', () => process.exit());
}
