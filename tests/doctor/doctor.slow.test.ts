import { writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadContract } from '../../src/contract/load.js';
import { doctor, type Findings } from '../../src/doctor.js';
import { Secrets } from '../../src/masking/secrets.js';
import { Values } from '../../src/settings/values.js';
import { contract as command, type Ended } from '../cli/workspace.js';
import { nginxPage } from '../gateways/pages.js';
import { startOtherApi } from '../other-api/api.js';
import { BOOKS, workspaceOf } from '../other-api/workspace.js';
import { certificate, httpsServer } from '../tls-server.js';

const open: { close(): unknown }[] = [];
afterAll(async () => {
  await Promise.all(open.map((closable) => closable.close()));
});
function closing<T extends { close(): unknown }>(closable: T): T {
  open.push(closable);
  return closable;
}

const YAML = 'operations:\n  Books / Find: { changes: false }\n  Books / Show: { changes: false }\n';
const workspace = workspaceOf(BOOKS, { 'collections/contract.yaml': YAML });
const CREDENTIALS = { SANDBOX_CLIENT_ID: 'cid_sandbox_1', SANDBOX_BEARER_TOKEN: 'token_sandbox_1' };
const OF_PRODUCTION = {
  PRODUCTION_CLIENT_ID: 'cid_production_1',
  PRODUCTION_BEARER_TOKEN: 'token_production_1',
};

const answering =
  (status: number, body: unknown = {}, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };

/** What is found with these settings; certificates of the root are trusted where one is given. */
async function found(
  settings: Record<string, string>,
  { ca, both = false, folder = workspace }: { ca?: string; both?: boolean; folder?: string } = {},
): Promise<Findings> {
  if (ca !== undefined) await writeFile(path.join(folder, 'ca.pem'), ca);
  return doctor({
    contract: await loadContract({ workspace: folder, sending: false }),
    settings: {
      workspace: folder,
      ...(!both && { environments: ['sandbox'] }),
      timeout: 2000,
      needsToken: true,
      needsClientId: true,
    },
    values: new Values({
      ...CREDENTIALS,
      ...settings,
      ...(ca !== undefined && { EXTRA_CA_CERTS: 'ca.pem' }),
    }),
    secrets: new Secrets(),
  });
}

/** `gravity place: fact. fix` of each thing. */
const lines = ({ checkups, together }: Findings): string[] =>
  [...checkups.flatMap(({ diagnoses }) => diagnoses), ...together].map(
    ({ gravity, place, fact, fix }) => `${gravity} ${place}: ${fact}. ${fix}`,
  );

/** What is found of a server that answers so. */
async function foundOf(listener: RequestListener, base = '/billers/{CLIENT_ID}'): Promise<string[]> {
  const server = closing(await httpsServer(listener));
  return lines(await found({ SANDBOX_BASE_URL: `${server.origin}${base}` }, { ca: server.ca }));
}

describe('An environment that is well', () => {
  it('is asked once, by an operation that only reads', async () => {
    const api = closing(await startOtherApi());
    const { sandbox } = api.environments;
    const findings = await found(
      {
        SANDBOX_BASE_URL: sandbox.baseUrl,
        SANDBOX_CLIENT_ID: sandbox.clientId,
        SANDBOX_BEARER_TOKEN: sandbox.bearerToken,
      },
      { ca: api.certificate.ca },
    );
    expect(lines(findings)).toEqual([]);
    expect(findings.checkups[0]?.asked).toMatchObject([{ operation: { name: 'Books / Find' } }]);
    expect(api.arrived.sandbox).toEqual([`POST /billers/${sandbox.clientId}/books:find`]);
  });

  it('is sent no credential where no operation only reads, and that is said', async () => {
    const seen: string[] = [];
    const server = closing(
      await httpsServer((request, response) => {
        seen.push(`${request.method} ${request.url} ${request.headers.authorization}`);
        answering(404)(request, response);
      }),
    );
    const folder = workspaceOf(BOOKS);
    const told = lines(
      await found({ SANDBOX_BASE_URL: `${server.origin}/billers/{CLIENT_ID}` }, { ca: server.ca, folder }),
    );
    expect(seen).toEqual(['GET /billers/made-up-client-id undefined']);
    expect(told).toEqual([expect.stringMatching(/^note sandbox: .*the credentials are not checked/)]);
  });
});

describe('What is wrong on the way', () => {
  it('is a host name that nobody knows', async () => {
    const [told] = lines(await found({ SANDBOX_BASE_URL: 'https://nobody.invalid/{CLIENT_ID}' }));
    expect(told).toMatch(/^stops SANDBOX_BASE_URL: the host name nobody\.invalid could not be resolved/);
    expect(told).toContain('Correct the host in SANDBOX_BASE_URL');
  });

  it('is a port that nobody listens at', async () => {
    const [told] = lines(await found({ SANDBOX_BASE_URL: 'https://localhost:1/{CLIENT_ID}' }));
    expect(told).toMatch(/^stops SANDBOX_BASE_URL: the connection was refused/);
  });

  it('is a server that never answers', async () => {
    const server = closing(createTcpServer((socket) => socket.on('error', () => undefined)));
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const [told] = lines(await found({ SANDBOX_BASE_URL: `https://localhost:${port}/{CLIENT_ID}` }));
    expect(told).toMatch(/^stops SANDBOX_BASE_URL: no whole answer within 2000 ms.*HTTPS_PROXY/);
  });

  it('is a server that speaks no TLS', async () => {
    const server = closing(createServer(answering(200)));
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const [told] = lines(await found({ SANDBOX_BASE_URL: `https://localhost:${port}/{CLIENT_ID}` }));
    expect(told).toMatch(
      /^stops SANDBOX_BASE_URL: what came was no TLS. Correct SANDBOX_BASE_URL: what listens there may speak no TLS/,
    );
  });

  it.each<[string, Parameters<typeof certificate>[0], RegExp]>([
    [
      'that has expired',
      { from: -9, until: -2 },
      /has expired: it is “localhost”, issued by “Test intermediate”, valid from 20.*Have it renewed, or set this machine's clock/,
    ],
    ['that is not valid yet', { from: 2, until: 9 }, /not valid yet.*this machine's clock/],
    [
      'for another host',
      { host: 'other.example' },
      /for another host: it is “other\.example”.*Write a host in SANDBOX_BASE_URL/,
    ],
    ['that is self-signed', { selfSigned: true }, /self-signed.*EXTRA_CA_CERTS/],
  ])('is a certificate %s', async (_what, options, told) => {
    const made = await certificate(options);
    const server = closing(await httpsServer(answering(200), made));
    const [line] = lines(await found({ SANDBOX_BASE_URL: `${server.origin}/{CLIENT_ID}` }, { ca: made.ca }));
    expect(line).toMatch(/^stops SANDBOX_BASE_URL: the certificate/);
    expect(line).toMatch(told);
  });

  it('is a CA that is not known, or another one than was given', async () => {
    const server = closing(await httpsServer(answering(200)));
    const settings = { SANDBOX_BASE_URL: `${server.origin}/{CLIENT_ID}` };
    expect(lines(await found(settings))[0]).toMatch(
      /Name the PEM file of the CA that issued it in EXTRA_CA_CERTS/,
    );
    const { ca } = await certificate();
    expect(lines(await found(settings, { ca }))[0]).toMatch(/EXTRA_CA_CERTS names a file without the CA/);
  });
});

describe('What is wrong with an answer', () => {
  it.each([401, 403])('is that credentials are refused with %i', async (status) => {
    const told = await foundOf(answering(status));
    expect(told).toEqual([
      `stops SANDBOX_BEARER_TOKEN: the credentials are refused: Books / Find was answered ${status}. Check SANDBOX_BEARER_TOKEN, SANDBOX_CLIENT_ID: of this environment, whole, and not run out`,
    ]);
  });

  it('is that nothing is found below the base URL', async () => {
    const [told] = await foundOf(answering(404), '/v2/{CLIENT_ID}');
    expect(told).toMatch(
      /^stops SANDBOX_BASE_URL: .*\(404\)\. Correct SANDBOX_BASE_URL, or SANDBOX_CLIENT_ID: its path/,
    );
  });

  it('is a doubled slash', async () => {
    const [told] = await foundOf(answering(404), '//billers/{CLIENT_ID}');
    expect(told).toMatch(/^stops SANDBOX_BASE_URL: .*its path has a doubled slash \(\/\/billers\//);
  });

  it('is a slash that the collection leaves out', async () => {
    const [folder] = BOOKS.item;
    const item = folder?.item.map((one) => ({
      ...one,
      request: { ...one.request, url: `{{baseUrl}}${one.request.url.path.join('/')}` },
    }));
    const glued = workspaceOf(
      { ...BOOKS, item: [{ ...folder, item }] },
      { 'collections/contract.yaml': YAML },
    );
    const server = closing(await httpsServer(answering(404)));
    const settings = { SANDBOX_BASE_URL: `${server.origin}/billers/{CLIENT_ID}` };
    const [told] = lines(await found(settings, { ca: server.ca, folder: glued }));
    expect(told).toMatch(/the collection writes no slash between \{\{baseUrl\}\} and the path/);
  });

  it('is that it leads elsewhere', async () => {
    const [told] = await foundOf(answering(301, {}, { location: 'https://api.example/v1' }));
    expect(told).toMatch(
      /^stops SANDBOX_BASE_URL: .*answered 301, which leads to https:\/\/api\.example\/v1/,
    );
  });

  it('is a page of HTML in place of the API', async () => {
    const [told] = await foundOf(answering(200, '<html>', { 'content-type': 'text/html' }));
    expect(told).toMatch(/^stops SANDBOX_BASE_URL: .*with a page of HTML/);
  });

  it('is a server that cannot answer', async () => {
    expect(await foundOf(answering(503))).toEqual([expect.stringMatching(/^stops sandbox: .*answered 503/)]);
  });

  it('is a gateway that answered in place of the API, and not the credentials', async () => {
    const page = nginxPage(403, 'Forbidden');
    const [told] = await foundOf((_request, response) => {
      response.writeHead(403, { 'content-type': 'text/html' }).end(page);
    });
    expect(told).toMatch(/^stops sandbox: .*answered 403 by a gateway \(nginx\), not by the API/);
    expect(told).not.toMatch(/credentials are refused/);
  });

  it('is nothing where the request only does not fit', async () => {
    expect(await foundOf(answering(400))).toEqual([
      expect.stringMatching(/^note Books \/ Find: .*answered 400/),
    ]);
  });

  it('is a clock that is another one than here, unless the answer is an old one of a cache', async () => {
    const date = new Date(Date.now() - 600_000).toUTCString();
    const [told] = await foundOf(answering(200, {}, { date }));
    expect(told).toMatch(/^note clock: this machine's clock is 10 min ahead of the server's Date/);
    expect(await foundOf(answering(200, {}, { date, age: '600' }))).toEqual([]);
    const later = new Date(Date.now() + 3 * 3_600_000).toUTCString();
    expect((await foundOf(answering(200, {}, { date: later })))[0]).toMatch(/3 h behind/);
  });
});

describe('Both environments', () => {
  it('are told where they are on one server, or lead to one address', async () => {
    const server = closing(await httpsServer(answering(200)));
    const of = (host: string, path: string) => `https://${host}:${server.port}/${path}/{CLIENT_ID}`;
    const settings = (host: string) => ({
      ...OF_PRODUCTION,
      SANDBOX_BASE_URL: of('localhost', 'test'),
      PRODUCTION_BASE_URL: of(host, 'live'),
    });
    const same = lines(await found(settings('localhost'), { ca: server.ca, both: true }));
    expect(same).toEqual([
      expect.stringMatching(
        /^settings SANDBOX_BASE_URL, PRODUCTION_BASE_URL: both are on https:\/\/localhost/,
      ),
    ]);
    const { together } = await found(settings('127.0.0.1'), { ca: server.ca, both: true });
    expect(together).toMatchObject([{ gravity: 'note', place: 'sandbox, production' }]);
  });

  it('are each tried, whatever the other lacks', async () => {
    const server = closing(await httpsServer(answering(200)));
    const settings = { SANDBOX_BASE_URL: `${server.origin}/{CLIENT_ID}` };
    const { checkups } = await found(settings, { ca: server.ca, both: true });
    expect(checkups).toMatchObject([
      { environment: 'sandbox', asked: [{}], diagnoses: [] },
      { environment: 'production', asked: [], diagnoses: [{ gravity: 'settings' }] },
    ]);
    expect(checkups[1]?.diagnoses[0]?.place).toContain('PRODUCTION_CLIENT_ID');
    expect(checkups[1]?.diagnoses[0]?.fix).toContain('or leave production out: --env sandbox');
  });
});

describe('contract-suite doctor', () => {
  const call = (env: Record<string, string>, ...args: readonly string[]): Promise<Ended> =>
    command(['doctor', '--env', 'sandbox', ...args], { cwd: workspace, env: { ...CREDENTIALS, ...env } });

  it('says that all is well, and ends with 0', async () => {
    const server = closing(await httpsServer(answering(200)));
    await writeFile(path.join(workspace, 'own-ca.pem'), server.ca);
    const env = { SANDBOX_BASE_URL: `${server.origin}/{CLIENT_ID}`, EXTRA_CA_CERTS: 'own-ca.pem' };
    const { code, stdout } = await call(env, '--no-color');
    expect(stdout).toContain('well   it is there: Books / Find was answered 200');
    expect(stdout).toContain('Nothing stands in the way. Next: `npx --no contract-suite run --env sandbox`');
    expect(code).toBe(0);
  });

  it('says what is wrong without a secret, and ends with 3; with 2 where settings are missing', async () => {
    const server = closing(await httpsServer(answering(401)));
    await writeFile(path.join(workspace, 'own-ca.pem'), server.ca);
    const env = {
      SANDBOX_BASE_URL: `${server.origin}/${CREDENTIALS.SANDBOX_CLIENT_ID}`,
      EXTRA_CA_CERTS: 'own-ca.pem',
    };
    const refused = await call(env);
    expect(refused.stdout).toMatch(/wrong {2}SANDBOX_BEARER_TOKEN: the credentials are refused/);
    expect(refused.stdout).not.toContain(CREDENTIALS.SANDBOX_CLIENT_ID);
    expect(refused.code).toBe(3);
    const missing = await call({ ...env, SANDBOX_BEARER_TOKEN: '' });
    expect(missing.stdout).toMatch(/wrong {2}SANDBOX_BEARER_TOKEN: has no value/);
    expect(missing.code).toBe(2);
  });

  it('names the proxy that stands between', async () => {
    const { code, stdout } = await call({
      SANDBOX_BASE_URL: 'https://api.invalid/{CLIENT_ID}',
      HTTPS_PROXY: 'http://user:s3cret-word@localhost:1',
    });
    expect(stdout).toMatch(
      /HTTPS_PROXY: the proxy localhost:1 stands between, and the connection was refused/,
    );
    expect(stdout).not.toContain('s3cret-word');
    expect(code).toBe(3);
  });
});
