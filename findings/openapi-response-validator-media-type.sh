#!/bin/sh
# openapi-response-validator 12.1.3: of a response with several media types the
# one that is listed first judges every body, and `exclusiveMinimum: true` is
# called an invalid schema.
# Expected: keys of a map have no order; a JSON object is to be held against the
# JSON schema. In OpenAPI 3.0.3 exclusiveMinimum is a boolean beside minimum
# (Schema Object, JSON Schema Wright-00).
# Seen: the same answer fails or passes by the order of two lines; the
# constructor throws on the schema that 3.0 prescribes, and takes the one of
# 3.1.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund openapi-response-validator@12.1.3
node - <<'JS'
const assert = require('assert');
const Validator = require('openapi-response-validator').default;
const json = { 'application/json': { schema: { type: 'object', required: ['id'] } } };
const text = { 'text/plain': { schema: { type: 'string' } } };
const verdict = (content) => new Validator({ responses: { 200: { description: 'ok', content } } })
  .validateResponse(200, { id: 1 })?.errors[0].message ?? 'valid';
const seen = [verdict({ ...json, ...text }), verdict({ ...text, ...json })];
console.log('JSON first:', seen[0], '/ text first:', seen[1]);
assert.deepStrictEqual(seen, ['valid', 'must be string']);
assert.throws(
  () => verdict({ 'application/json': { schema: { type: 'number', minimum: 1, exclusiveMinimum: true } } }),
  (error) => { console.log(error.message); return /exclusiveMinimum must be number/.test(error.message); },
);
JS
