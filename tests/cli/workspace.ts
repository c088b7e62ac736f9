import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

export const MAIN = path.resolve(import.meta.dirname, '../../dist/cli/main.js');

export const COLLECTION = {
  info: { name: 'Shop', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
  auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{bearerToken}}', type: 'string' }] },
  item: [
    {
      name: 'Things',
      item: [
        {
          name: 'Make a thing',
          request: {
            method: 'POST',
            header: [{ key: 'Content-Type', value: 'application/json' }],
            url: { raw: '{{baseUrl}}/things', host: ['{{baseUrl}}'], path: ['things'] },
            body: { mode: 'raw', raw: '{"name":"thing"}' },
          },
        },
      ],
    },
  ],
};

/** Ports 1 and 2 are reserved and nobody listens there: a test that is wrong must reach no documented host. */
const NOWHERE = 'https://localhost:1/{CLIENT_ID}';
const ALSO_NOWHERE = 'https://localhost:2/{CLIENT_ID}';

/** Settings of a sandbox that nobody listens at. */
export const NOBODY_THERE = {
  PATH: process.env['PATH'],
  SANDBOX_BASE_URL: NOWHERE,
  SANDBOX_CLIENT_ID: 'cid_123456',
  SANDBOX_BEARER_TOKEN: 'token_123456',
};

/** A workspace with a small collection and these files; gone after the test. */
export async function workspaceWith(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const workspace = await mkdtemp(path.join(tmpdir(), 'contract-cli-'));
  onTestFinished(() => rm(workspace, { recursive: true, force: true }));
  const all = { 'collections/shop.postman_collection.json': JSON.stringify(COLLECTION), ...files };
  for (const [name, text] of Object.entries(all)) {
    const file = path.join(workspace, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  }
  return workspace;
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Call {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the built command line, without any setting of the caller's environment. */
export function contract(args: readonly string[], { cwd, env = {} }: Call = {}): Promise<Ended> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: cwd ?? tmpdir(),
    env: { PATH: process.env['PATH'], SANDBOX_BASE_URL: NOWHERE, PRODUCTION_BASE_URL: ALSO_NOWHERE, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      texts[name] += chunk;
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...texts }));
  });
}
