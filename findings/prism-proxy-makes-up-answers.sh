#!/bin/sh
# @stoplight/prism-cli 5.14.2, `prism proxy --errors`: a server's 501 is
# replaced, and cookies are not looked at.
# Expected: a validation proxy passes on what the server answers, the more so a
# 501 that the document describes; a missing required cookie (OpenAPI 3.0.3,
# Parameter Object) is a violation, like a missing required query parameter.
# Seen: the client gets 200 and a body made from the schema, so an operation
# that does not exist passes its contract test; the request without its cookie
# goes through without a word.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund @stoplight/prism-cli@5.14.2
node - <<'JS'
const assert = require('assert');
const fs = require('fs');
const http = require('http');
const { spawn } = require('child_process');
const object = { type: 'object', required: ['source'], properties: { source: { type: 'string', example: 'made up' } } };
const answer = { description: 'x', content: { 'application/json': { schema: object } } };
const required = (name, place) => ({ name, in: place, required: true, schema: { type: 'string' } });
fs.writeFileSync('api.json', JSON.stringify({
  openapi: '3.0.3', info: { title: 't', version: '1' },
  paths: { '/a': { get: { parameters: [required('built', 'query'), required('session', 'cookie')], responses: { 200: answer, 501: answer } } } },
}));
const server = http.createServer(({ url }, response) => {
  response.writeHead(url.endsWith('no') ? 501 : 200, { 'content-type': 'application/json' });
  response.end('{"source":"server"}');
}).listen(0, '127.0.0.1', () => {
  const port = server.address().port;
  const prism = spawn('node_modules/.bin/prism', ['proxy', 'api.json', `http://127.0.0.1:${port}`, '--errors', '-h', '127.0.0.1', '-p', '0']);
  process.on('exit', () => prism.kill());
  setTimeout(() => process.exit(2), 60000).unref();
  let log = '';
  prism.stdout.on('data', async (text) => {
    if (/listening/.test(log)) return;
    log += text;
    const base = /listening on (\S+:\d+)/.exec(log)?.[1];
    if (!base) return;
    const seen = {};
    for (const query of ['built=yes', 'built=no', '']) {
      const response = await fetch(`${base}/a?${query}`);
      seen[query] = [response.status, (await response.json()).source, response.headers.get('sl-violations')];
    }
    console.log(seen);
    assert.deepStrictEqual(seen['built=yes'], [200, 'server', null]);
    assert.deepStrictEqual(seen['built=no'], [200, 'made up', null]);
    assert.strictEqual(seen[''][0], 422);
    process.exit();
  });
});
JS
