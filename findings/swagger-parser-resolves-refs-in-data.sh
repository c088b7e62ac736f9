#!/bin/sh
# @apidevtools/swagger-parser 13.0.0: data that holds a member named `$ref` is
# taken for a reference.
# Expected: `enum`, `default` and `example` hold values of any kind (OpenAPI
# 3.0.3, Schema Object), no Reference Objects; an API whose payload has a
# property `$ref` (schema registries, JSON patches, HAL-like links) is valid.
# Seen: dereference() puts the schema in place of the allowed value, so the enum
# refuses the only right payload; validate() refuses a document whose example
# names something outside it.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund @apidevtools/swagger-parser@13.0.0
node - <<'JS'
const assert = require('assert');
const { default: Parser = require('@apidevtools/swagger-parser') } = require('@apidevtools/swagger-parser');
const api = (schema) => ({
  openapi: '3.0.3', info: { title: 't', version: '1' }, paths: {},
  components: { schemas: { Name: { type: 'string' }, Link: { type: 'object', properties: { $ref: { type: 'string' } }, ...schema } } },
});
(async () => {
  const value = { $ref: '#/components/schemas/Name' };
  const { Link } = (await Parser.dereference(api({ enum: [value] }))).components.schemas;
  console.log('enum was', JSON.stringify([value]), 'and is', JSON.stringify(Link.enum));
  assert.deepStrictEqual(Link.enum, [{ type: 'string' }]);
  const refusal = await Parser.validate(api({ example: { $ref: '#/orders/7' } })).then(() => 'valid', (error) => error.message);
  console.log('validate:', refusal);
  assert.match(refusal, /Missing \$ref pointer/);
})();
JS
