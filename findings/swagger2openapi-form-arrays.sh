#!/bin/sh
# swagger2openapi 7.0.8: the way arrays are written in a form changes.
# Expected: Swagger 2.0, Parameter Object: collectionFormat is csv by default,
# so tags = [x, y] is sent as tags=x,y. OpenAPI 3.0.3, Encoding Object: style
# form with explode: true by default sends tags=x&tags=y, so the converter has
# to add encoding: {tags: {explode: false}}. It does the like for query
# parameters.
# Seen: no encoding at all in the form; explode: false for the query.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund swagger2openapi@7.0.8
node - <<'JS'
const assert = require('assert');
const { convertObj } = require('swagger2openapi');
const tags = (place) => ({ name: 'tags', in: place, type: 'array', items: { type: 'string' }, collectionFormat: 'csv' });
convertObj({
  swagger: '2.0', info: { title: 't', version: '1' },
  paths: { '/a': { post: {
    consumes: ['application/x-www-form-urlencoded'],
    parameters: [tags('query'), tags('formData')],
    responses: { 200: { description: 'ok' } },
  } } },
}, {}).then(({ openapi }) => {
  const { parameters: [query], requestBody } = openapi.paths['/a'].post;
  const form = requestBody.content['application/x-www-form-urlencoded'];
  console.log(JSON.stringify({ query, form }, null, 1));
  assert.strictEqual(query.explode, false);
  assert.strictEqual(form.encoding, undefined);
});
JS
