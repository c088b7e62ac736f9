#!/bin/sh
# newman 6.2.2 (postman-collection 4.4.0): a variable that is turned off in an
# environment is used.
# Expected: left out. Postman's export of an environment writes `enabled: false`
# beside such a variable, and newman leaves out one with `disabled: true`.
# Seen: `enabled: false` is not looked at: the variable goes into the URL, and
# scripts see it; the one with `disabled: true` is left out.
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
const paths = [];
const said = [];
const server = http.createServer((request, response) => {
  paths.push(request.url);
  response.end('{}');
}).listen(0, '127.0.0.1', () => {
  const exec = ['console.log(pm.environment.has("off"), pm.environment.has("gone"))'];
  const url = `http://127.0.0.1:${server.address().port}/{{off}}/{{gone}}`;
  const item = [{ name: 'a', request: url, event: [{ listen: 'prerequest', script: { exec } }] }];
  const environment = {
    name: 'e',
    values: [
      { key: 'off', value: 'used', type: 'default', enabled: false },
      { key: 'gone', value: 'unused', type: 'default', disabled: true },
    ],
  };
  newman
    .run({ collection: { info: { name: 'c' }, item }, environment }, () => {
      server.close();
      console.log(paths, said);
      assert.deepStrictEqual(paths, ['/used/%7B%7Bgone%7D%7D']);
      assert.deepStrictEqual(said, [[true, false]]);
    })
    .on('console', (_, { messages }) => said.push(messages));
});
JS
