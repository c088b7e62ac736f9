#!/bin/sh
# dotenv 17.4.2 and Node 20.20's own reader of .env files, on a line that a
# shell reads as {"id":7}: BODY="{\"id\":7}"
# Expected: {"id":7}, or the same in both. Inside double quotes dotenv does know
# backslashes: \n is a line end there.
# Seen: dotenv ends the value at the last quote and keeps both backslashes; Node
# ends it at the first inner quote and gives {\ ; neither is JSON, neither
# tells. After an empty name without "=" Node goes on: "FLAG" and the next line
# become one name with a line end inside; dotenv skips the first and reads the
# second.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund dotenv@17.4.2
node - <<'JS'
const assert = require('assert');
const dotenv = require('dotenv');
const { parseEnv } = require('util');
const json = String.raw`BODY="{\"id\":7}"`;
const flag = 'FLAG\nURL=http://127.0.0.1/\n';
const seen = [dotenv.parse(json), { ...parseEnv(json) }, dotenv.parse(flag), { ...parseEnv(flag) }];
console.log(seen);
assert.deepStrictEqual(seen, [
  { BODY: String.raw`{\"id\":7}` },
  { BODY: '{\\' },
  { URL: 'http://127.0.0.1/' },
  { 'FLAG\nURL': 'http://127.0.0.1/' },
]);
JS
