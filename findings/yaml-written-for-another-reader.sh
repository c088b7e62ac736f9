#!/bin/sh
# yaml 2.9.1 and js-yaml 4.1.1: both read YAML 1.2; text that the first writes
# comes back from the second as numbers and dates.
# Expected: in the core schema of YAML 1.2 (10.3.2) 1_000, 0b11 and 2024-05-01
# are strings, which is what OpenAPI (3.0.3, "Format") binds documents to.
# Seen: yaml writes them without quotes, js-yaml gives 1000, 3 and a Date. An
# example date of an API document becomes an object, a version 2024_05 a number.
# A merge key (<<) is expanded by js-yaml, and an ordinary key for yaml.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund yaml@2.9.1 js-yaml@4.1.1
node - <<'JS'
const assert = require('assert');
const YAML = require('yaml');
const jsYaml = require('js-yaml');
const texts = { version: '2024_05', id: '1_000', bits: '0b11', day: '2024-05-01' };
const written = YAML.stringify(texts);
const read = jsYaml.load(written);
console.log(written, read);
assert.deepStrictEqual(YAML.parse(written), texts);
assert.deepStrictEqual(read, { version: 202405, id: 1000, bits: 3, day: new Date('2024-05-01T00:00:00Z') });
const merge = 'base: &base {a: 1}\nitem: {<<: *base, b: 2}\n';
console.log(YAML.parse(merge).item, jsYaml.load(merge).item);
assert.deepStrictEqual(YAML.parse(merge).item, { '<<': { a: 1 }, b: 2 });
assert.deepStrictEqual(jsYaml.load(merge).item, { a: 1, b: 2 });
JS
