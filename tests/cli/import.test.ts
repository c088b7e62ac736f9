import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { COLLECTION, contract, workspaceWith } from './workspace.js';

const SPEC = `openapi: 3.1.0
info: { title: Shop, version: '1' }
paths:
  /things: { post: { responses: { '200': { description: made, content: { application/json: { schema: { type: object } } } } } } }
  /others: { get: { responses: { '200': { description: all } } } }
`;

async function emptyWith(files: Readonly<Record<string, string>>): Promise<string> {
  const workspace = await workspaceWith(files);
  await rm(path.join(workspace, 'collections'), { recursive: true });
  return workspace;
}

describe('contract-suite import', () => {
  it('says what it kept, what the document does not know, and which files it wrote', async () => {
    const cwd = await emptyWith({ 'export.json': JSON.stringify(COLLECTION), 'spec.yaml': SPEC });
    const { code, stdout } = await contract(['import', 'export.json', '--spec', 'spec.yaml'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('Kept: 1 request, 1 folder');
    expect(stdout).toMatch(/Not in the collection: 1 endpoint\n {2}GET \/others/);
    expect(stdout).toMatch(/new {8}collections\/Shop\.postman_collection\.json/);
    expect((await contract(['check', '--quiet'], { cwd })).code).toBe(0);
    const again = await contract(['import', 'export.json', '--spec', 'spec.yaml'], { cwd });
    expect(again.stdout).toContain('Nothing to write: the workspace is up to date.');
  });

  it('says what is the case at several places once, and names each of them with --verbose', async () => {
    const auth = { type: 'oauth2', oauth2: [] };
    const names = ['One', 'Two', 'Three', 'Four', 'Five'];
    const item = names.map((name) => ({
      name,
      request: { method: 'GET', url: 'https://shop.example/a', header: [], auth },
    }));
    const cwd = await emptyWith({ 'export.json': JSON.stringify({ ...COLLECTION, item }) });
    const { stdout } = await contract(['import', 'export.json', '--dry-run'], { cwd });
    expect(stdout.match(/its OAuth 2 token/g)).toHaveLength(1);
    expect(stdout).toContain('  One, Two, Three and 2 more: its OAuth 2 token is fetched by the Postman app');
    const verbose = await contract(['import', 'export.json', '--dry-run', '--verbose'], { cwd });
    expect(verbose.stdout).toMatch(/ 2 more: its OAuth .*\n {4}One\n.*\n.*\n.*\n {4}Five\n/);
  });

  it('takes in no part of a collection whose requests cannot be read, whatever is asked for', async () => {
    const item = [{ name: 'One', request: { method: 'GET', url: 5 } }];
    const cwd = await emptyWith({ 'export.json': JSON.stringify({ ...COLLECTION, item }) });
    const { code, stderr } = await contract(['import', 'export.json', '--partial'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^COLLECTION_UNREADABLE export\.json › One: `url` is a number[^\n]+\n$/);
    expect(await readdir(cwd)).toEqual(['export.json']);
  });

  it('is refused where EXTRA_CA_CERTS names nothing that can be read', async () => {
    const cwd = await emptyWith({ 'export.json': JSON.stringify(COLLECTION) });
    const env = { EXTRA_CA_CERTS: 'no.pem' };
    const { code, stderr } = await contract(['import', 'export.json'], { cwd, env });
    expect(code).toBe(2);
    expect(stderr).toMatch(/^CA_UNREADABLE EXTRA_CA_CERTS .*no\.pem: there is no such file/);
    expect(await readdir(cwd)).toEqual(['export.json']);
  });

  it('ends with what is left to do, in order, each with its line, and names the doctor', async () => {
    const header = [{ key: 'X-Tenant', value: '{{tenant}}' }];
    const items = [
      { name: 'List things', request: { method: 'GET', url: '{{baseUrl}}/things', header } },
      { name: 'Make a thing', request: { method: 'POST', url: '{{baseUrl}}/things', header } },
    ];
    const cwd = await emptyWith({ 'export.json': JSON.stringify({ ...COLLECTION, item: items }) });
    const { stdout } = await contract(['import', 'export.json', '--quiet'], { cwd });
    const left = stdout.slice(stdout.indexOf('Three things to do, in this order'));
    const numbers = [...left.matchAll(/^(?:(\d)\. | +(\S+):\d+ {2})/gm)].map(
      ([, number, file]) => number ?? file,
    );
    const config = 'collections/contract.yaml';
    expect(numbers).toEqual(['1', '.env', '.env', '2', config, '3', config]);
    expect(left).toMatch(/\.env:\d+ {2}SANDBOX_BASE_URL=\n/);
    expect(left).toMatch(/contract\.yaml:\d+ {2}- "?tenant"?\n/);
    expect(left).toMatch(/contract\.yaml:\d+ {2}List things: \{ changes: false/);
    expect(left).toMatch(/\nThen: `npx --no contract-suite doctor` .*\n$/);
    const again = await contract(['import', 'export.json'], { cwd });
    expect(again.stdout).toContain('Two things to do, in this order');
    expect(again.stdout).not.toContain('only reads');
  });

  it('writes nothing on a dry run', async () => {
    const cwd = await emptyWith({ 'export.json': JSON.stringify(COLLECTION) });
    const { code, stdout } = await contract(['import', 'export.json', '--dry-run'], { cwd });
    expect(code).toBe(0);
    expect(stdout).toContain('would be written; nothing was');
    expect(await readdir(cwd)).toEqual(['export.json']);
  });

  it.each([
    ['cut.json', '{"info": {"name": "Shop"}, "item": [', /^COLLECTION_NOT_JSON cut\.json:1:37: /],
    [
      'spec.yaml',
      SPEC,
      /^COLLECTION_NOT_A_COLLECTION spec\.yaml: this is an OpenAPI 3\.1\.0 document.*--spec/,
    ],
    [
      'swagger.json',
      '{"swagger":"2.0","paths":{}}',
      /^COLLECTION_NOT_A_COLLECTION swagger\.json: this is a Swagger 2\.0 document.*--spec.*OpenAPI 3/,
    ],
    [
      'package.json',
      '{"name":"p","version":"1.0.0"}',
      /^COLLECTION_NOT_A_COLLECTION package\.json: this is a package\.json/,
    ],
  ])('refuses %s in one line that says what it is, and writes nothing', async (file, text, said) => {
    const cwd = await emptyWith({ [file]: text });
    const { code, stderr } = await contract(['import', file], { cwd });
    expect(code).toBe(2);
    expect(stderr).toMatch(said);
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(await readdir(cwd)).toEqual([file]);
  });
});
