import { readFileSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { contract, type Ended, workspaceWith } from '../cli/workspace.js';
import { articles } from './articles.js';

const collection: { item: Record<string, unknown>[] } = JSON.parse(
  readFileSync('tests/fixtures/apis/cleanup.json', 'utf8'),
);
const TOKEN = 'tok-7f3a9c1e55';

const logIn = {
  name: 'Log in',
  request: { method: 'POST', url: '{{baseUrl}}/login' },
  event: [{ listen: 'test', script: { exec: ["pm.globals.set('session', pm.response.json().session);"] } }],
};

interface Place {
  readonly api: ReturnType<typeof articles> & { mayDelete: boolean };
  readonly arrived: string[];
  readonly leftovers: string;
  call(...args: string[]): Promise<Ended>;
}

/** A workspace with articles that only somebody who logged in may delete, while that is allowed. */
async function place(more: Record<string, string> = {}): Promise<Place> {
  const api = Object.assign(articles(), { mayDelete: false });
  const arrived: string[] = [];
  const server = createServer((request, response) => {
    const { method = '', url = '/' } = request;
    arrived.push(`${method} ${url}`);
    const deletes = method === 'DELETE' && !url.endsWith('/favorite');
    const refused = deletes && !(api.mayDelete && request.headers.authorization === `Token ${TOKEN}`);
    const raw =
      url === '/login'
        ? `X 200 X\r\n\r\n{"session":"${TOKEN}"}`
        : refused
          ? 'X 403 X\r\n\r\n{}'
          : api.answer(`${method} ${url}`);
    response.writeHead(Number(raw.split(' ')[1]), { 'content-type': 'application/json' });
    request.resume().on('end', () => response.end(raw.split('\r\n\r\n')[1]));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const auth = {
    type: 'apikey',
    apikey: [
      { key: 'key', value: 'Authorization' },
      { key: 'value', value: 'Token {{session}}' },
      { key: 'in', value: 'header' },
    ],
  };
  const item = [
    logIn,
    ...collection.item.map(({ request, ...rest }) => ({
      ...rest,
      request: { ...(request as object), auth },
    })),
  ];
  const cwd = await workspaceWith({
    'collections/shop.postman_collection.json': JSON.stringify({ ...collection, item }),
    ...more,
  });
  const env = {
    SANDBOX_BASE_URL: `http://localhost:${(server.address() as AddressInfo).port}`,
    SANDBOX_CLIENT_ID: 'cid_123456',
  };
  return {
    api,
    arrived,
    leftovers: path.join(cwd, 'reports/leftovers.ndjson'),
    call: (...args) => contract([...args, '--env', 'sandbox'], { cwd, env }),
  };
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

describe('contract-suite clean', () => {
  it('deletes what runs left, logs in for it, and sends nothing else', async () => {
    const { api, arrived, leftovers, call } = await place();
    const run = await call('run', '--rule', 'status/success');
    expect(run.stdout).toMatch(
      /created and not deleted: \d+ × article \(Create article; Delete article answered 403/,
    );
    const left = [...api.there];
    expect(left.length).toBeGreaterThan(0);
    const lines = (await readFile(leftovers, 'utf8'))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ identifier }) => identifier).toSorted()).toEqual(left.toSorted());
    expect(lines[0]).toEqual({
      environment: 'sandbox',
      server: expect.stringMatching(/^http:\/\/localhost:/),
      kind: 'article',
      operation: 'Create article',
      identifier: expect.any(String),
      values: { slug: expect.any(String) },
    });
    expect(await readFile(leftovers, 'utf8')).not.toContain(TOKEN);

    arrived.length = 0;
    const dry = await call('clean', '--dry-run');
    expect([dry.code, dry.stdout.match(/^would go sandbox › article/gm)?.length]).toEqual([0, left.length]);
    const held = await call('clean', '--writes', 'production');
    expect([held.code, held.stdout]).toEqual([
      3,
      expect.stringMatching(/^stays .*nothing may be changed in sandbox/),
    ]);
    expect(arrived).toEqual([]);

    const refused = await call('clean');
    expect([refused.code, refused.stdout]).toEqual([
      3,
      expect.stringContaining('Delete article answered 403'),
    ]);
    expect(arrived.toSorted()).toEqual(
      ['POST /login', ...left.map((slug) => `DELETE /articles/${slug}`)].toSorted(),
    );

    api.mayDelete = true;
    api.there.add('another');
    const cleaned = await call('clean');
    expect([cleaned.code, cleaned.stderr]).toEqual([0, '']);
    expect(api.there).toEqual(new Set(['another']));
    expect(await exists(leftovers)).toBe(false);
    expect((await call('clean')).stdout).toBe('Nothing was left.\n');
  });

  it('keeps its hands off what was left on another server, and keeps lines that it cannot read', async () => {
    const line = JSON.stringify({
      environment: 'sandbox',
      server: 'https://old.example.com',
      kind: 'article',
      operation: 'Create article',
      identifier: '1',
      values: { slug: '1' },
    });
    const { api, arrived, leftovers, call } = await place({
      'reports/leftovers.ndjson': `half a li\n${line}\n`,
    });
    api.there.add('1');
    const { code, stdout } = await call('clean');
    expect([code, stdout]).toEqual([
      3,
      'stays    sandbox › article 1: it was left at https://old.example.com\n',
    ]);
    expect(arrived).toEqual([]);
    expect(await readFile(leftovers, 'utf8')).toBe(`half a li\n${line}\n`);
  });

  it('leaves no file where a run left nothing', async () => {
    const { api, leftovers, call } = await place();
    api.mayDelete = true;
    await call('run', '--rule', 'status/success');
    expect(api.created.length).toBeGreaterThan(0);
    expect([api.there.size, await exists(leftovers)]).toEqual([0, false]);
  });
});
