#!/bin/sh
# newman 6.2.2 (postman-collection 4.4.0): path variables that the v2.1 schema
# allows are sent as placeholders, or change the path.
# Expected: `value` is of any type there, so 7 fills :id as "7" does; `disabled`
# switches a variable off; a value stands for one segment, so its / ? and # are
# encoded, as they are in a literal query value.
# Seen: for the number, ":id" itself is sent; the disabled variable is used; of
# "a/b?c#d" the path gets two segments, the query c, and d is lost. All of
# them end in an answer that the test may take for that of the right resource.
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
  const send = (variable) => ({ name: 'a', request: { url: {
    protocol: 'http', host: '127.0.0.1', port: `${server.address().port}`, path: ['orders', ':id', 'items'],
    variable: [{ key: 'id', ...variable }],
  } } });
  const item = [send({ value: '7' }), send({ value: 7 }), send({ value: '7', disabled: true }), send({ value: 'a/b?c#d' })];
  newman.run({ collection: { info: { name: 'c' }, item } }, () => {
    server.close();
    console.log(urls);
    assert.deepStrictEqual(urls, ['/orders/7/items', '/orders/:id/items', '/orders/7/items', '/orders/a/b?c']);
  });
});
JS
