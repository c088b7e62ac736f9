import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * A workspace with a collection of so many groups of four operations: create, get, list, delete. What gets or
 * deletes needs one created before it, so every setup is one deep.
 *
 * @param {number} groups
 * @param {import('./apis.js').Place} place
 * @returns {{ folder: string, env: Record<string, string>, remove(): void }}
 */
export function workspaceOf(groups, { origin, ca, clientId, bearerToken }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'contract-bench-'));
  mkdirSync(path.join(folder, 'collections'));
  writeFileSync(
    path.join(folder, 'collections/things.postman_collection.json'),
    JSON.stringify(collectionOf(groups)),
  );
  writeFileSync(path.join(folder, 'ca.pem'), ca);
  return {
    folder,
    env: {
      SANDBOX_BASE_URL: `${origin}/billers/{CLIENT_ID}`,
      SANDBOX_CLIENT_ID: clientId,
      SANDBOX_BEARER_TOKEN: bearerToken,
      EXTRA_CA_CERTS: path.join(folder, 'ca.pem'),
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Requests by scripts, so that newman has its part in what is sent. */
const AGAIN = [
  'for (let left = 4; left > 0; left -= 1)',
  "  pm.sendRequest(pm.request, (error) => pm.test('answers again', () => pm.expect(error).to.equal(null)));",
];

/** @param {number} groups */
function collectionOf(groups) {
  const numbers = Array.from({ length: groups }, (_, index) => index + 1);
  return {
    info: { name: 'Things', schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json' },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{bearerToken}}', type: 'string' }] },
    variable: numbers.map((number) => ({ key: `id${number}`, value: '' })),
    item: numbers.map((number) => ({ name: `Things ${number}`, item: groupOf(number) })),
  };
}

/** @param {number} number */
function groupOf(number) {
  const id = `{"id":"{{id${number}}}"}`;
  const keep = `pm.collectionVariables.set('id${number}', pm.response.json().id);`;
  return [
    operation(number, 'create', '{"name":"Thing {{$guid}}"}', 201, keep),
    operation(number, 'get', id, 200, ...AGAIN),
    operation(number, 'list', '{}', 200, ...AGAIN),
    operation(number, 'delete', id, 200, ...AGAIN),
  ];
}

/** @param {number} number @param {string} action @param {string} raw @param {number} status @param {string[]} more */
function operation(number, action, raw, status, ...more) {
  const segments = [`thing-${number}`, action];
  const exec = [`pm.test('answers ${status}', () => pm.response.to.have.status(${status}));`, ...more];
  return {
    name: action,
    event: [{ listen: 'test', script: { type: 'text/javascript', exec } }],
    request: {
      method: 'POST',
      header: [{ key: 'Content-Type', value: 'application/json' }],
      url: { raw: `{{baseUrl}}/${segments.join('/')}`, host: ['{{baseUrl}}'], path: segments },
      body: { mode: 'raw', raw },
    },
  };
}
