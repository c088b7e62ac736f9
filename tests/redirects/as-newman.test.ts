import { createServer } from 'node:http';
import newman from 'newman';
import { afterAll, expect, it } from 'vitest';
import type { Json } from '../../src/contract/json.js';
import { loadContract } from '../../src/contract/load.js';
import { EnvironmentDrive } from '../../src/drive/environment-drive.js';
import { WireClient } from '../../src/drive/wire/client.js';
import { Holds } from '../../src/drive/wire/holds.js';
import { Pace } from '../../src/drive/wire/pace.js';
import { Recorder } from '../../src/drive/wire/recorder.js';
import { Secrets } from '../../src/masking/secrets.js';
import { cookiesIn, jarOf } from '../../src/request/cookies.js';
import { workspaceOf } from '../other-api/workspace.js';

/** What arrived since it was last asked for; a request for `/STATUS/rest` is sent on to `rest`. */
let arrived: string[] = [];
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { rawHeaders, method, url = '' } = request;
  const headers = Array.from({ length: rawHeaders.length / 2 }, (_, at) =>
    rawHeaders.slice(2 * at, 2 * at + 2).join(': '),
  )
    .filter((header) => !/^(connection|content-length):/i.test(header))
    // Where Host stands is Node's business.
    .sort((a, b) => Number(/^host:/i.test(b)) - Number(/^host:/i.test(a)))
    .map((header) => header.replace(/^host/, 'Host').replace(/^(Postman-Token: ).*/, '$1…'));
  arrived.push([`${method} ${url}`, ...headers, '', Buffer.concat(chunks).toString()].join('\n'));
  const [, status, rest] = /^\/(3\d\d)(\/.*)$/.exec(url) ?? [];
  const elsewhere = rest?.startsWith('/elsewhere/');
  if (status === undefined || rest === undefined) response.end('{}');
  else
    response
      .writeHead(Number(status), {
        Location: elsewhere ? `http://localhost:${port}${rest.slice(10)}` : rest,
        'Set-Cookie': `leg=${rest.length}; Path=/`,
      })
      .end('gone');
});
await new Promise<void>((resolve) => server.listen(0, resolve));
const address = server.address();
const port = typeof address === 'object' ? address?.port : undefined;
afterAll(() => server.close());

const item = (path: string, request: Record<string, Json> = {}, protocolProfileBehavior: Json = {}) => ({
  name: `${path} ${JSON.stringify({ ...request, protocolProfileBehavior })}`,
  request: { method: 'GET', url: `{{baseUrl}}${path}`, ...request },
  protocolProfileBehavior,
});

const JSON_BODY = { mode: 'raw', raw: '{"a": 1}', options: { raw: { language: 'json' } } };
const statuses = ['301', '302', '303', '307', '308'];
const items = [
  ...statuses.flatMap((status) => [
    item(`/${status}/there`, {
      header: [
        { key: 'X-Own', value: 'a' },
        { key: 'X-Own', value: 'b' },
      ],
    }),
    item(`/${status}/there?a=1`, { method: 'POST', body: JSON_BODY }),
    item(`/${status}/there`, { method: 'HEAD' }),
    item(`/${status}/there`, {
      method: 'PUT',
      body: { mode: 'urlencoded', urlencoded: [{ key: 'a', value: 'b c' }] },
    }),
    item(`/${status}/there`, { method: 'DELETE' }, { followOriginalHttpMethod: true }),
    item(`/${status}/elsewhere/there`, {
      method: 'POST',
      body: JSON_BODY,
      header: [{ key: 'Authorization', value: 'Bearer x' }],
    }),
  ]),
  item('/304/there'),
  item('/302/303/307/there', {
    header: [{ key: 'Cookie', value: 'hand=1' }],
    method: 'POST',
    body: JSON_BODY,
  }),
  item('/302/303/there', {}, { disableCookies: true }),
  item('/302/302/302/there', {}, { maxRedirects: 2 }),
  item('/302/there', { method: 'POST', body: JSON_BODY }, { followRedirects: false }),
  item('/302/there', { header: [{ key: 'Referer', value: 'http://hand.example/' }] }),
  item('/302/there', {}, { removeRefererHeaderOnRedirect: true }),
  item(
    '/308/elsewhere/there',
    { header: [{ key: 'Authorization', value: 'Bearer x' }] },
    { followAuthorizationHeader: true },
  ),
  {
    name: 'Folder',
    protocolProfileBehavior: { followRedirects: false },
    item: [item('/302/inherited'), item('/302/own', {}, { followRedirects: true })],
  },
];

it('Requests that a redirect leads to are those that newman sends', async () => {
  const collection = { info: { name: 'Redirects', schema: SCHEMA }, item: items };
  const theirs = new Map<string, string[]>();
  await new Promise<void>((resolve, reject) => {
    const variable = [{ key: 'baseUrl', value: BASE }];
    // Each item starts with one cookie, and without those of the items before it.
    const prerequest = [
      'const jar = pm.cookies.jar();',
      `jar.clear('http://localhost:${port}', () => {});`,
      `jar.clear('${BASE}', () => jar.set('${BASE}', { name: 'before', value: '1', path: '/' }, () => {}));`,
    ].join('\n');
    const event = [{ listen: 'prerequest', script: { exec: [prerequest] } }];
    const run = newman.run({ collection: { ...collection, variable, event } }, (error) =>
      error ? reject(error) : resolve(),
    );
    run.on('beforeItem', () => {
      arrived = [];
    });
    run.on('item', (_error, { item: { name } }: { item: { name: string } }) => theirs.set(name, arrived));
  });

  const contract = await loadContract({ workspace: workspaceOf(collection) });
  const settings = { name: 'sandbox' as const, baseUrl: BASE, clientId: 'x', writes: true, embedded: false };
  const client = new WireClient({ timeout: 5000, cap: 1 << 20 });
  const gate = { refusal: () => undefined };
  const recorder = new Recorder('sandbox', gate, client, new Pace(), new Holds(), new Secrets(), {
    retries: 0,
    nextId: () => 1,
  });
  const drive = new EnvironmentDrive(contract, settings, recorder);
  const jar = jarOf(undefined);
  jar.setCookieSync('before=1; Path=/', BASE);
  const cookies = cookiesIn(jar);
  for (const operation of contract.operations) {
    arrived = [];
    const request = drive.resolve(operation, { ...drive.initial, cookies });
    if (typeof request === 'string') throw new Error(request);
    await drive.send(request, { by: 'suite', operation, base: request }, { cookies });
    const name = String(operation.item['name']);
    expect(arrived, name).toEqual(theirs.get(name));
  }
  await client.close();
  expect(contract.operations).toHaveLength(theirs.size);
});

const BASE = `http://127.0.0.1:${port}`;
const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';
