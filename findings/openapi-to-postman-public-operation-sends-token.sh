#!/bin/sh
# openapi-to-postmanv2 6.3.3, sent by newman 6.2.2: an operation that needs no
# token is called with one.
# Expected: OpenAPI 3.0.3, Operation Object: "To remove a top-level security
# declaration, an empty array can be used", so `security: []` is auth type
# noauth.
# Seen: the request has no auth of its own and inherits the collection's; the
# Authorization header goes out, and whether the operation is public is never
# tried. `security: [{}]`, which says the same, becomes noauth.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund openapi-to-postmanv2@6.3.3 newman@6.2.2
node - <<'JS'
const assert = require('assert');
const http = require('http');
const newman = require('newman');
const { convertV2 } = require('openapi-to-postmanv2');
const seen = {};
const server = http.createServer((request, response) => { seen[request.url] = request.headers.authorization; response.end(); }).listen(0, '127.0.0.1', () => {
  const get = (security) => ({ get: { security, responses: { 200: { description: 'ok' } } } });
  const data = JSON.stringify({
    openapi: '3.0.3', info: { title: 't', version: '1' },
    servers: [{ url: `http://127.0.0.1:${server.address().port}` }],
    security: [{ token: [] }], components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    paths: { '/empty-list': get([]), '/empty-object': get([{}]) },
  });
  convertV2({ type: 'string', data }, {}, (_, { output }) => newman.run({
    collection: output[0].data, envVar: [{ key: 'bearerToken', value: 'secret' }],
  }, () => {
    server.close();
    console.log(seen);
    assert.deepStrictEqual(seen, { '/empty-list': 'Bearer secret', '/empty-object': undefined });
  }));
});
JS
