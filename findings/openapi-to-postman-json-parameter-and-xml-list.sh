#!/bin/sh
# openapi-to-postmanv2 6.3.3: a parameter that is described by `content`, and
# the name of the entries of an XML list.
# Expected: OpenAPI 3.0.3, Parameter Object: with `content`, the example "MUST
# follow the prescribed serialization strategy", here filter={"a":1}. XML
# Object: of a wrapped array, items.xml.name names the entries: <books><book>.
# Seen: the parameter is sent empty, though it has an example; the entries take
# the name of the list: <books><books>.
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
const books = { type: 'array', xml: { name: 'books', wrapped: true }, items: { type: 'string', xml: { name: 'book' }, example: 'x' } };
const data = JSON.stringify({
  openapi: '3.0.3', info: { title: 't', version: '1' },
  paths: { '/a': { post: {
    parameters: [{ name: 'filter', in: 'query', required: true, content: { 'application/json': { schema: { type: 'object' }, example: { a: 1 } } } }],
    requestBody: { content: { 'application/xml': { schema: { type: 'object', xml: { name: 'shelf' }, properties: { books } } } } },
    responses: { 200: { description: 'ok' } },
  } } },
});
const options = { requestParametersResolution: 'Example', parametersResolution: 'Example' };
convertV2({ type: 'string', data }, options, (_, { result, output }) => {
  const { url, body } = output[0].data.item.flatMap((item) => item.item ?? item)[0].request;
  console.log('converted:', result, '\nfilter =', JSON.stringify(url.query[0].value), `\n${body.raw}`);
  assert.strictEqual(url.query[0].value, '');
  assert.match(body.raw, /<books>\s*<books>x<\/books>/);
  assert.doesNotMatch(body.raw, /<book>/);
});
JS
