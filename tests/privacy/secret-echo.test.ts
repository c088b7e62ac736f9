import { afterAll, beforeAll, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import { run } from '../../src/run.js';
import { EVERYTHING } from '../../src/settings/settings.js';
import { type Call, type OtherApi, startOtherApi } from '../other-api/api.js';
import { BOOKS, settingsOf, workspaceOf } from '../other-api/workspace.js';

let api: OtherApi;
beforeAll(async () => {
  api = await startOtherApi();
});
afterAll(() => api.close());

/** Headers that each operation adds to its answers. */
const HEADERS: Readonly<
  Record<string, (call: Call, secret: { clientId: string; token: string }) => string[]>
> = {
  add: (_call, { token }) => ['X-Debug', `Bearer ${token}`],
  show: (_call, { clientId }) => ['Set-Cookie', `client=${clientId}; Secure`],
  rename: (_call, { clientId }) => ['Location', `/billers/${clientId}/books/1`],
  drop: () => ['Set-Cookie', 'lb=a8f3c1d2e4b59607; Secure'],
};

it('Credentials in a header, a cookie, a redirect or the text of an error are found; a cookie of the service is not', async () => {
  api.instead = (call) => {
    const { clientId, bearerToken: token } = api.environments[call.environment];
    const verb = call.path.split(':').at(-1) ?? '';
    const [name, value] = HEADERS[verb]?.(call, { clientId, token }) ?? [];
    if (name && value) call.response.setHeader(name, value);
    const given = call.request.headers.authorization ?? '';
    if (verb !== 'find' || given === `Bearer ${token}`) return false;
    const message = `cannot read ${Buffer.from(given).toString('base64')}`;
    call.send(401, { error_code: 'token_rejected', error_type: 'auth', message });
    return true;
  };
  const contract = await loadContract({ workspace: workspaceOf(BOOKS) });
  const { results } = await run({
    contract,
    settings: settingsOf(api, { environments: ['sandbox'] }),
    selection: { ...EVERYTHING, rules: ['privacy/secret-echo'] },
  });
  const found = results.map(({ case: { operation }, verdict }) => [
    operation,
    verdict.status === 'failed' ? verdict.finding.received : verdict.status,
  ]);
  expect(found).toEqual([
    ['Books / Add', '{{SANDBOX_BEARER_TOKEN}} in header X-Debug'],
    ['Books / Find', expect.stringMatching(/^\{\{SANDBOX .*\}\} in \$\.message$/)],
    ['Books / Show', '{{SANDBOX_CLIENT_ID}} in header Set-Cookie'],
    ['Books / Rename', '{{SANDBOX_CLIENT_ID}} in header Location'],
    ['Books / Drop', 'passed'],
  ]);
  const texts = JSON.stringify(results);
  expect(texts).not.toContain(api.environments.sandbox.clientId);
  expect(texts).not.toContain(api.environments.sandbox.bearerToken);
});
