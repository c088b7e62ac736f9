import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };

const ROOT = path.resolve(import.meta.dirname, '../../..');

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'npx-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

/** A registry that offers a package of any name, and counts what is fetched of it. */
async function registry(): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer(({ url = '', headers }, response) => {
    asked.push(url);
    const name = url.slice(1);
    const dist = { tarball: `http://${headers.host}/${name}/-/${name}-1.0.0.tgz`, shasum: '0'.repeat(40) };
    const version = { name, version: '1.0.0', bin: { [name]: 'x.js' }, dist };
    response.statusCode = url.endsWith('.tgz') ? 404 : 200;
    response.end(JSON.stringify({ name, 'dist-tags': { latest: '1.0.0' }, versions: { '1.0.0': version } }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** npm as it comes with this Node, knowing no registry but that one. */
async function npx(args: readonly string[], cwd: string, url: string) {
  const home = await folder();
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    npm_config_registry: url,
    npm_config_cache: path.join(home, 'cache'),
    npm_config_update_notifier: 'false',
    npm_config_fetch_retries: '0',
    npm_config_audit: 'false',
  };
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const child = execFile('npx', [...args], { cwd, env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, stdout, stderr });
    });
    child.stdin?.end();
  });
}

const EXPLAIN = ['--no', 'contract-suite', 'explain', 'status/success'];

it('npx --no takes the clone that one stands in, and asks no registry', async () => {
  const { url, asked } = await registry();
  for (const cwd of [ROOT, path.join(ROOT, 'docs')]) {
    const { code, stdout } = await npx(EXPLAIN, cwd, url);
    expect(stdout).toMatch(/^status\/success\n/);
    expect(code).toBe(0);
  }
  expect(asked).toEqual([]);
});

it('npx --no takes what is installed, by either name, and asks no registry', async () => {
  const { url, asked } = await registry();
  const cwd = await folder();
  await mkdir(path.join(cwd, 'node_modules/.bin'), { recursive: true });
  await writeFile(path.join(cwd, 'package.json'), '{"name":"workspace","private":true}');
  await symlink(ROOT, path.join(cwd, 'node_modules/contract-suite'));
  for (const [name, file] of Object.entries(packageJson.bin)) {
    const bin = path.join(cwd, 'node_modules/.bin', name);
    await chmod(path.join(ROOT, file), 0o755);
    await symlink(path.join('../contract-suite', file), bin);
    const { code, stdout } = await npx(['--no', name, 'explain', 'status/success'], cwd, url);
    expect(stdout).toMatch(/^status\/success\n/);
    expect(code).toBe(0);
  }
  expect(asked).toEqual([]);
});

it('npx --no fails where nothing is installed, and fetches no package; without it, one would be fetched', async () => {
  const { url, asked } = await registry();
  const cwd = await folder();
  const { code, stdout, stderr } = await npx(EXPLAIN, cwd, url);
  expect(code).not.toBe(0);
  expect(stdout).toBe('');
  expect(stderr).toContain('contract-suite');
  expect(asked.filter((each) => each.endsWith('.tgz'))).toEqual([]);
  await npx(['--yes', 'contract-suite', 'explain'], cwd, url);
  expect(asked.filter((each) => each.endsWith('.tgz'))).not.toEqual([]);
});

it('The name is that of the package, and the first of its commands', () => {
  expect(packageJson.name).toBe('contract-suite');
  expect(new Set(Object.values(packageJson.bin)).size).toBe(1);
  expect(Object.keys(packageJson.bin).sort()).toEqual(['contract', 'contract-suite']);
});
