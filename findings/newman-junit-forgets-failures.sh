#!/bin/sh
# newman 6.2.2, its own junit reporter: test cases are kept by the name of the
# assertion, so a later pass of that name takes the place of an earlier failure.
# Expected: one testcase a judgement, as many <failure> elements as the
# attribute `failures` counts; CI servers show the elements.
# Seen: the test fails in the first of two iterations; the file says
# failures="1", holds a single passing testcase and no <failure>. A skipped test
# is written as one that passed (there is no <skipped>).
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund newman@6.2.2
node - <<'JS'
const assert = require('assert');
const fs = require('fs');
const http = require('http');
const newman = require('newman');
const server = http.createServer((_, response) => response.end()).listen(0, '127.0.0.1', () => {
  const script = ['pm.test("is second", () => pm.expect(pm.info.iteration).to.equal(1));', 'pm.test.skip("left out", () => {});'];
  const item = [{ name: 'a', request: `http://127.0.0.1:${server.address().port}/`, event: [{ listen: 'test', script: { exec: script } }] }];
  newman.run({
    collection: { info: { name: 'c' }, item }, iterationCount: 2,
    reporters: 'junit', reporter: { junit: { export: 'report.xml' } },
  }, (error, summary) => {
    server.close();
    const xml = fs.readFileSync('report.xml', 'utf8');
    console.log(xml, 'failures of the run:', summary.run.failures.length);
    assert.strictEqual(summary.run.failures.length, 1);
    assert.match(xml, /failures="1"/);
    assert.doesNotMatch(xml, /<failure|<skipped/);
    assert.match(xml, /<testcase name="is second"[^>]*\/>/);
  });
});
JS
