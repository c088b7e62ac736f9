import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Json } from '../../src/contract/json.js';
import { importContract } from '../../src/import/import.js';

const SCHEMA = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json';

async function told(script: string, variable: Json = []): Promise<string[]> {
  const workspace = await mkdtemp(path.join(tmpdir(), 'contract-hosts-'));
  onTestFinished(() => rm(workspace, { recursive: true, force: true }));
  const event = [{ listen: 'prerequest', script: { exec: script.split('\n') } }];
  const item = [{ name: 'List', event, request: { method: 'GET', url: 'https://shop.example/v1/things' } }];
  await writeFile(
    path.join(workspace, 'export.json'),
    JSON.stringify({ info: { name: 'Shop', schema: SCHEMA }, item, variable }),
  );
  const { notes } = await importContract({ workspace, source: 'export.json', fetching: { env: {} } });
  return notes.filter(({ fact }) => fact.includes('sends a request to')).map(({ fact }) => fact);
}

const REFUSED = [expect.stringContaining('sends a request to login.example:8443, ')];

describe('A script that sends a request to another host', () => {
  it.each([
    ['as a text', 'pm.sendRequest("https://login.example:8443/token", () => {})'],
    ['as a template', 'pm.sendRequest(`https://login.example:8443/${path}`, () => {})'],
    ['joined', 'pm.sendRequest("https://login.example:8443" + "/token", () => {})'],
    ['in an object', 'pm.sendRequest({ url: "https://login.example:8443/token", method: "POST" }, f)'],
    ['by a name', 'const request = { url: "https://login.example:8443" };\npm.sendRequest(request, f)'],
    ['by a variable', 'pm.sendRequest("{{login}}/token", f)'],
    ['by a variable that it gets', 'pm.sendRequest(pm.variables.get("login") + "/token", f)'],
  ])('is told that a run refuses it: %s', async (_name, script) => {
    expect(await told(script, [{ key: 'login', value: 'https://login.example:8443' }])).toEqual(REFUSED);
  });

  it.each([
    ['the host of the base URL', 'pm.sendRequest("https://shop.example/v1/token", f)'],
    ['the base URL itself', 'pm.sendRequest(pm.variables.get("baseUrl") + "/token", f)'],
    ['a host that is only half known', 'pm.sendRequest("https://login." + domain + "/token", f)'],
    ['nothing that can be read', 'pm.sendRequest(urlOf("x"), f)'],
  ])('is not told where it is %s', async (_name, script) => {
    expect(await told(script)).toEqual([]);
  });
});
