#!/bin/sh
# ajv-formats 3.0.1, full mode: `date-time` and `time` accept a zone of hours
# alone.
# Expected: refused. RFC 3339, 5.6: time-numoffset is ("+" / "-") time-hour ":"
# time-minute. The looser ISO 8601 forms have formats of their own here
# (iso-date-time, iso-time).
# Seen: "+01" and "+0100" pass as date-time, and new Date() cannot read the
# first: a client breaks on an answer that the contract check passed.
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
const seen = ['2024-05-01T10:00:00+01:00', '2024-05-01T10:00:00+01', '2024-05-01T10:00:00+0100'].map((text) => ({
  text,
  dateTime: ajv.validate({ type: 'string', format: 'date-time' }, text),
  time: ajv.validate({ type: 'string', format: 'time' }, text.slice(11)),
  readable: !Number.isNaN(new Date(text).getTime()),
}));
console.table(seen);
assert.deepStrictEqual(seen.map((row) => row.dateTime), [true, true, true]);
assert.deepStrictEqual(seen.map((row) => row.time), [true, true, true]);
assert.strictEqual(seen[1].readable, false);
JS
