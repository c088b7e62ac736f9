#!/bin/sh
# @stoplight/spectral-cli 6.16.3, ruleset spectral:oas: three errors in a right
# OpenAPI 3.1 document.
# Expected: none. In 3.1 the Schema Object is JSON Schema 2020-12, where an
# array needs no `items` (3.0 asked for it) and prefixItems describes a tuple;
# an example holds any value (Example Object), a member `$ref` included; 19.99
# is a multiple of 0.01 (validation 6.2.1: division results in an integer).
# Seen: array-items, invalid-ref and oas3-valid-media-example, exit code 1: a
# pipeline stops at the right document, and the price is "mended" in place of
# the rule.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund @stoplight/spectral-cli@6.16.3
node - <<'JS'
const assert = require('assert');
const fs = require('fs');
const { spawnSync } = require('child_process');
const properties = {
  price: { type: 'number', multipleOf: 0.01 },
  pair: { type: 'array', prefixItems: [{ type: 'string' }, { type: 'integer' }] },
  link: { type: 'object', properties: { $ref: { type: 'string' } } },
};
const value = { price: 19.99, pair: ['a', 1], link: { $ref: '#/orders/7' } };
const content = { 'application/json': { schema: { type: 'object', properties }, examples: { one: { value } } } };
fs.writeFileSync('api.json', JSON.stringify({
  openapi: '3.1.0', info: { title: 't', version: '1' },
  paths: { '/a': { get: { operationId: 'a', responses: { 200: { description: 'ok', content } } } } },
}));
fs.writeFileSync('.spectral.yaml', 'extends: ["spectral:oas"]\n');
const { status, stdout } = spawnSync('node_modules/.bin/spectral', ['lint', '--quiet', '-D', '-f', 'json', 'api.json'], { encoding: 'utf8' });
const errors = JSON.parse(stdout.slice(0, stdout.lastIndexOf(']') + 1)).map(({ code, path }) => `${code} ${path.at(-1)}`);
console.log('exit code', status, errors);
assert.strictEqual(status, 1);
assert.deepStrictEqual(errors.sort(), ['array-items pair', 'invalid-ref $ref', 'oas3-valid-media-example price']);
JS
