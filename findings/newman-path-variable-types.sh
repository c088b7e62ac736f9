#!/bin/sh
# newman 6.2.2 (postman-collection 4.4.0): two kinds of path variable that the
# v2.1 schema allows are not taken for what they say.
# Expected: `value` is of any type there (variable.json), so 7 fills :id as "7"
# does; `disabled: true` switches a variable off, as it does everywhere else.
# Seen: for the number, ":id" itself is sent, and an API that answers 404 to
# unknown ids meets a test for 404; the disabled variable is used.
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
  newman.run({ collection: { info: { name: 'c' }, item: [send({ value: '7' }), send({ value: 7 }), send({ value: '7', disabled: true })] } }, () => {
    server.close();
    console.log(urls);
    assert.deepStrictEqual(urls, ['/orders/7/items', '/orders/:id/items', '/orders/7/items']);
  });
});
JS
