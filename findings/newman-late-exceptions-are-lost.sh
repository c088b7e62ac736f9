#!/bin/sh
# newman 6.2.2 (postman-runtime 7.39.1): an exception in a callback of a script
# is told nowhere.
# Expected: an error of the script, as for an exception in the script itself: the
# run fails.
# Seen: one in setTimeout and one in the callback of pm.sendRequest (where the
# answer that it looks at lacks what it expects) leave no failure and no line in
# the CLI's output; the run passes. (A listener to `exception` hears of them.)
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund newman@6.2.2
cat >run.js <<'JS'
const assert = require('assert');
const http = require('http');
const { execFile } = require('child_process');
const { writeFileSync } = require('fs');
const paths = [];
const server = http.createServer((request, response) => {
  paths.push(request.url);
  response.end('{}');
}).listen(0, '127.0.0.1', () => {
  const base = `http://127.0.0.1:${server.address().port}`;
  const late = [
    'setTimeout(() => { throw new Error("thrown in a timer"); }, 10);',
    `pm.sendRequest("${base}/b", (error, answer) => { pm.expect(answer.json()).to.have.property("id"); });`,
    'pm.test("runs", () => {});',
  ];
  const item = [{ name: 'a', request: `${base}/a`, event: [{ listen: 'test', script: { exec: late } }] }];
  writeFileSync('c.json', JSON.stringify({ info: { name: 'c' }, item }));
  const reports = ['-r', 'cli,json', '--reporter-json-export', 'out.json'];
  execFile('node', ['node_modules/newman/bin/newman.js', 'run', 'c.json', ...reports], (error, stdout, stderr) => {
    server.close();
    const { run } = JSON.parse(require('fs').readFileSync('out.json', 'utf8'));
    const told = /thrown in a timer|to have property/.test(stdout + stderr);
    console.log(paths, 'exit:', error ? error.code : 0, 'told:', told, 'failures:', run.failures.length);
    assert.deepStrictEqual(paths, ['/a', '/b']);
    assert.deepStrictEqual([error, told, run.failures, run.stats.testScripts.failed], [null, false, [], 0]);
  });
});
JS
node run.js
