#!/bin/sh
# newman 6.2.2 (postman-runtime 7.39.1): an asynchronous pm.test is over before
# its promise is.
# Expected: failed, as in JavaScript's test runners, which wait for the promise
# of an async test; or refused, as it takes a callback (done) for such tests.
# Seen: both tests are reported as passed, the run has no failure. The rejection
# is left to the process that runs newman (handled here, so that it goes on).
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
const rejections = [];
process.on('unhandledRejection', (reason) => rejections.push(reason.message));
const server = http.createServer((_, response) => response.end('{"id":1}')).listen(0, '127.0.0.1', () => {
  const script = [
    'pm.test("fails at once", async () => { pm.expect(pm.response.code).to.equal(404); });',
    'pm.test("fails later", async () => { await null; pm.expect(pm.response.json().id).to.equal(2); });',
  ];
  const item = [{ name: 'a', request: `http://127.0.0.1:${server.address().port}/`, event: [{ listen: 'test', script: { exec: script } }] }];
  newman.run({ collection: { info: { name: 'c' }, item } }, (error, { run }) => {
    server.close();
    console.log(run.stats.assertions, 'failures:', run.failures.length, 'unheard:', rejections);
    assert.deepStrictEqual([run.stats.assertions.total, run.stats.assertions.failed, run.failures.length], [2, 0, 0]);
    assert.strictEqual(rejections.length, 2);
  });
});
JS
