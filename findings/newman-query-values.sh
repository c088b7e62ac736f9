#!/bin/sh
# newman 6.2.2 (postman-collection 4.4.0): what becomes of a query value depends
# on its JSON type, and on whether it is written out or comes from a variable.
# Expected: ?limit=0&active=false for the number and the boolean that exporters
# write, and the same text sent alike in both ways.
# Seen: numbers and booleans are sent as the name alone, without "=" (an API
# reads `limit` as empty). The & and # of "a&b=c#d" are encoded where it is literal;
# out of a variable it becomes a second parameter, and all behind # is lost.
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
const urls = [];
const server = http.createServer((request, response) => { urls.push(request.url); response.end(); }).listen(0, '127.0.0.1', () => {
  const send = (query) => ({ name: 'a', request: { url: { protocol: 'http', host: '127.0.0.1', port: `${server.address().port}`, path: ['q'], query } } });
  const item = [
    send([{ key: 'limit', value: 0 }, { key: 'active', value: false }, { key: 'page', value: '1' }]),
    send([{ key: 'literal', value: 'a&b=c#d' }, { key: 'page', value: '1' }]),
    send([{ key: 'variable', value: '{{v}}' }, { key: 'page', value: '1' }]),
  ];
  newman.run({ collection: { info: { name: 'c' }, item, variable: [{ key: 'v', value: 'a&b=c#d' }] } }, () => {
    server.close();
    console.log(urls);
    assert.deepStrictEqual(urls, ['/q?limit&active&page=1', '/q?literal=a%26b=c%23d&page=1', '/q?variable=a&b=c']);
  });
});
JS
