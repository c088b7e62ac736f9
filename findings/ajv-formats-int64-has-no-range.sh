#!/bin/sh
# ajv-formats 3.0.1: `int64` accepts every whole number.
# Expected: OpenAPI 3.0.3, "Data Types": int64 is a signed 64-bit number, int32 a
# signed 32-bit one; int32 is held to its range here.
# Seen: 2 to the 31st is refused as int32; 2 to the 63rd and 1e300, both exact
# as doubles, pass as int64. No client in Java, Go or C# can read them.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund ajv@8.20.0 ajv-formats@3.0.1
node - <<'JS'
const assert = require('assert');
const Ajv = require('ajv').default;
const ajv = new Ajv();
require('ajv-formats').default(ajv);
const seen = [['int32', 2 ** 31], ['int64', 2 ** 63], ['int64', 1e300]]
  .map(([format, value]) => ajv.validate({ type: 'integer', format }, value));
console.log('2**31 as int32, 2**63 and 1e300 as int64:', seen);
assert.deepStrictEqual(seen, [false, true, true]);
JS
