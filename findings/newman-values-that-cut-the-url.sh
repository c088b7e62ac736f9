#!/bin/sh
# newman 6.2.2 (postman-collection 4.4.0): whether a value is encoded depends on
# where it is written, not on where it goes.
# Expected: one rule. The query value "a&b#c" is encoded where it stands in the
# request, so the same text is encoded where a variable brings it, and a path
# variable stands for one segment.
# Seen: out of {{v}} the & starts another parameter, and # cuts off all that
# follows, here the parameter `page`; as a path variable "a/b#c" makes two
# segments and drops the rest of the path.
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
  const send = (url) => ({ name: 'a', request: { url: { protocol: 'http', host: '127.0.0.1', port: `${server.address().port}`, ...url } } });
  const query = (value) => send({ path: ['q'], query: [{ key: 'text', value }, { key: 'page', value: '1' }] });
  const item = [query('a&b#c'), query('{{v}}'), send({ path: [':id', 'items'], variable: [{ key: 'id', value: 'a/b#c' }] })];
  newman.run({ collection: { info: { name: 'c' }, item, variable: [{ key: 'v', value: 'a&b#c' }] } }, () => {
    server.close();
    console.log(urls);
    assert.deepStrictEqual(urls, ['/q?text=a%26b%23c&page=1', '/q?text=a&b', '/a/b']);
  });
});
JS
