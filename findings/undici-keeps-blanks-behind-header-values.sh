#!/bin/sh
# undici 7.30.2: blanks behind a header's value become part of it.
# Expected: RFC 9112, 5: field-line = field-name ":" OWS field-value OWS, "OWS
# occurring before the first or after the last non-whitespace octet is excluded
# by parsers when extracting the field line value"; a Headers object of the
# Fetch standard cannot hold such a value at all.
# Seen: "no-store " and "application/json\t" with undici.request and with fetch
# alike; node:http has them trimmed. A comparison with the documented value
# fails on an answer that is right.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund undici@7.30.2
node - <<'JS'
const assert = require('assert');
const http = require('http');
const net = require('net');
const undici = require('undici');
const server = net.createServer((socket) => socket.once('data', () =>
  socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\nCache-Control: no-store \r\nContent-Type: application/json\t\r\n\r\n'))).listen(0, '127.0.0.1', async () => {
  const url = `http://127.0.0.1:${server.address().port}/`;
  const names = ['cache-control', 'content-type'];
  const { headers } = await undici.request(url);
  const fetched = await undici.fetch(url);
  http.get(url, { agent: false }, (answer) => {
    answer.resume();
    server.close();
    const seen = {
      http: names.map((name) => answer.headers[name]),
      request: names.map((name) => headers[name]),
      fetch: names.map((name) => fetched.headers.get(name)),
      Headers: new undici.Headers({ 'content-type': 'application/json\t' }).get('content-type'),
    };
    console.log(seen);
    const kept = ['no-store ', 'application/json\t'];
    const trimmed = ['no-store', 'application/json'];
    assert.deepStrictEqual(seen, { http: trimmed, request: kept, fetch: kept, Headers: 'application/json' });
  });
});
JS
