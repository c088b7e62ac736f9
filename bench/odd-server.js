import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createJiti } from 'jiti';

/**
 * An API in a process of its own with one operation that misbehaves in the manner of the first argument. Where a second
 * one gives a size, the manner is a sort of text, and there are two: one answers with it, the other refuses with it.
 */
const [, , manner = '', size] = process.argv;
const jiti = createJiti(import.meta.url);
const { startOdd } = await jiti.import('../tests/misbehaviour/odd.ts');
const { BODIES, DEEP } = await jiti.import('../tests/misbehaviour/body-manners.ts');
const { SILENCES } = await jiti.import('../tests/misbehaviour/silence-manners.ts');
const { SCRIPTS } = await jiti.import('../tests/misbehaviour/script-manners.ts');
const { largeAnswers } = await jiti.import('../tests/hostile/linear/large-answers.ts');
/** @type {Record<string, unknown>} */
const manners = {
  ...BODIES,
  ...DEEP,
  ...SILENCES,
  ...largeAnswers(300_000, ['one long word', 'many signs of addresses', 'many fields']),
};

if (process.send && manner === '')
  process.send({ names: [...Object.keys(manners), ...Object.keys(SCRIPTS)] });
else if (process.send) {
  const bodies = manner in manners ? { [manner]: manners[manner] } : {};
  const scripts = manner in manners ? {} : { [manner]: SCRIPTS[manner] };
  const { own, workspace } = await (size === undefined
    ? startOdd(bodies, scripts)
    : startOdd(largeAnswers(Number(size), [manner])));
  const ca = path.join(workspace, 'ca.pem');
  writeFileSync(ca, own.certificate.ca);
  const settings = Object.entries(own.environments).flatMap(([name, { baseUrl, clientId, bearerToken }]) => [
    [`${name.toUpperCase()}_BASE_URL`, baseUrl],
    [`${name.toUpperCase()}_CLIENT_ID`, clientId],
    [`${name.toUpperCase()}_BEARER_TOKEN`, bearerToken],
  ]);
  const env = { ...Object.fromEntries(settings), EXTRA_CA_CERTS: ca };
  process.send({ workspace, env });
  process.on('disconnect', () => process.exit());
}
