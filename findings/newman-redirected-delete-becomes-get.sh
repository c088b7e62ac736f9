#!/bin/sh
# newman 6.2.2: a DELETE (and a PUT, and a PATCH) that is answered by 301 or 302
# goes on as a GET.
# Expected: the same method. RFC 9110, 15.4.2 and 15.4.3, lets a client change
# POST to GET, no other method; the Fetch standard (HTTP-redirect fetch) does
# the same, and so does Node's own fetch below.
# Seen: the target is only read, its 200 satisfies the test that the deletion
# succeeded, and nothing was deleted.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund newman@6.2.2
node - <<'JS'
const assert = require('assert');
const http = require('http');
const newman = require('newman');
let seen = [];
const server = http.createServer((request, response) => {
  seen.push(`${request.method} ${request.url}`);
  if (request.url === '/old') response.writeHead(302, { location: '/new' });
  response.end();
}).listen(0, '127.0.0.1', async () => {
  const url = `http://127.0.0.1:${server.address().port}/old`;
  const methods = ['DELETE', 'PUT', 'PATCH'];
  for (const method of methods) await (await fetch(url, { method })).text();
  console.log('fetch: ', seen);
  assert.deepStrictEqual(seen, methods.flatMap((method) => [`${method} /old`, `${method} /new`]));
  seen = [];
  const item = methods.map((method) => ({ name: method, request: { method, url } }));
  newman.run({ collection: { info: { name: 'c' }, item } }, () => {
    server.close();
    server.closeAllConnections();
    console.log('newman:', seen);
    assert.deepStrictEqual(seen, methods.flatMap((method) => [`${method} /old`, 'GET /new']));
  });
});
JS
