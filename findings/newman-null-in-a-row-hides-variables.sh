#!/bin/sh
# newman 6.2.2 (postman-runtime 7.39.1): null in a row of data hides the variable
# below it, and is no value itself.
# Expected: the value of the environment, as where the row does not have the
# column; or "null", as a variable that is null in an environment.
# Seen: {{x}} is sent as it stands. An object in a row is sent as [object Object].
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
const server = http.createServer((request, response) => {
  paths.push(decodeURIComponent(request.url));
  response.end('{}');
}).listen(0, '127.0.0.1', () => {
  const url = `http://127.0.0.1:${server.address().port}/{{x}}/{{y}}/end`;
  const collection = { info: { name: 'c' }, item: [{ name: 'a', request: url }] };
  const environment = { name: 'e', values: [{ key: 'x', value: 'below' }, { key: 'y', value: null }] };
  const iterationData = [{}, { x: null }, { x: { id: 1 } }];
  newman.run({ collection, environment, iterationData }, () => {
    server.close();
    console.log(paths);
    assert.deepStrictEqual(paths, ['/below/null/end', '/{{x}}/null/end', '/[object Object]/null/end']);
  });
});
JS
