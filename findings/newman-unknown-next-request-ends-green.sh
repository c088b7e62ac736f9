#!/bin/sh
# newman 6.2.2: setNextRequest with a name that no request has ends the run, and
# the run passes.
# Expected: an error. A name that was changed in one place (here: another case)
# is a mistake in the collection; its documented way to stop is null.
# Seen: the second request, whose test would fail, is never sent; no failure, no
# error, no line in the console.
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
const told = [];
const server = http.createServer((request, response) => { urls.push(request.url); response.end(); }).listen(0, '127.0.0.1', () => {
  const item = [['Sign in', 'pm.execution.setNextRequest("read orders")'], ['Read orders', 'pm.test("fails", () => pm.expect(1).to.equal(2))']]
    .map(([name, code], at) => ({ name, request: `http://127.0.0.1:${server.address().port}/${at}`, event: [{ listen: 'test', script: { exec: [code] } }] }));
  newman.run({ collection: { info: { name: 'c' }, item } }, (error, { run }) => {
    server.close();
    console.log({ urls, error, failures: run.failures.length, told });
    assert.deepStrictEqual([urls, error, run.failures.length, told], [['/0'], null, 0, []]);
  }).on('console', (_, line) => told.push(line)).on('exception', (_, line) => told.push(line));
});
JS
