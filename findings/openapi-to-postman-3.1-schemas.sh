#!/bin/sh
# openapi-to-postmanv2 6.3.3 takes OpenAPI 3.1 documents and reads their schemas
# as those of 3.0.
# Expected: the Schema Object of 3.1 is JSON Schema 2020-12: `const` is the one
# allowed value, `examples` a list of examples, `type: [string, "null"]` a
# string or null, `prefixItems` describes a tuple.
# Seen: `const` becomes "", `examples` are ignored, the nullable string becomes
# the text "<string,null>", and the body of a required tuple is the text null.
# Each time the caller is told of success, of requests that the document refuses
# (the tuple is told on the console).
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund openapi-to-postmanv2@6.3.3
node - <<'JS'
const assert = require('assert');
const { convertV2 } = require('openapi-to-postmanv2');
const body = (schema, options) => new Promise((resolve) => convertV2({ type: 'string', data: JSON.stringify({
  openapi: '3.1.0', info: { title: 't', version: '1' },
  paths: { '/a': { post: {
    requestBody: { required: true, content: { 'application/json': { schema } } },
    responses: { 200: { description: 'ok' } },
  } } },
}) }, options, (_, { result, output }) => {
  const item = output[0].data.item.flatMap((each) => each.item ?? each)[0];
  console.log('converted:', result, item.request.body.raw);
  resolve(JSON.parse(item.request.body.raw));
}));
const byExample = { requestParametersResolution: 'Example', parametersResolution: 'Example' };
(async () => {
  const order = { type: 'object', properties: {
    kind: { const: 'order' }, code: { type: 'string', examples: ['A-1'] }, note: { type: ['string', 'null'] },
  } };
  assert.deepStrictEqual(await body(order, {}), { kind: '', code: '<string>', note: '<string,null>' });
  const { kind, code } = await body(order, byExample);
  assert.deepStrictEqual([kind, code], ['', 'string']);
  const tuple = { type: 'array', minItems: 2, prefixItems: [{ type: 'integer' }, { type: 'string' }] };
  assert.strictEqual(await body(tuple, byExample), null);
})();
JS
