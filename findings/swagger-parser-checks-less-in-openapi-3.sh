#!/bin/sh
# @apidevtools/swagger-parser 13.0.0: validate() holds the same fault against a
# Swagger 2.0 document, not against an OpenAPI 3 one.
# Expected: a path variable that no parameter declares, and one operationId used
# twice, break 2.0 and 3.x alike (3.0.3: Paths Object, Operation Object). A
# schema of type "strnig" with a negative minLength breaks 3.1 as well: its
# Schema Object is JSON Schema 2020-12.
# Seen: 2.0 refuses the first two; 3.0 and 3.1 accept them; 3.0 refuses the bad
# schema and 3.1 accepts it.
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
const responses = { 200: { description: 'ok' } };
const undeclared = { '/a/{id}': { get: { responses } } };
const twice = { '/a': { get: { operationId: 'x', responses } }, '/b': { get: { operationId: 'x', responses } } };
const badSchema = { schemas: { A: { type: 'strnig', minLength: -1 } } };
const verdict = (version, paths, components) => Parser.validate({
  ...(version === '2.0' ? { swagger: version } : { openapi: version }),
  info: { title: 't', version: '1' }, paths, ...(components ? { components } : {}),
}).then(() => 'accepted', () => 'refused');
(async () => {
  const seen = {};
  for (const version of ['2.0', '3.0.3', '3.1.0']) {
    seen[version] = [await verdict(version, undeclared), await verdict(version, twice)];
    if (version !== '2.0') seen[version].push(await verdict(version, {}, badSchema));
  }
  console.log(seen);
  assert.deepStrictEqual(seen, {
    '2.0': ['refused', 'refused'],
    '3.0.3': ['accepted', 'accepted', 'refused'],
    '3.1.0': ['accepted', 'accepted', 'accepted'],
  });
})();
JS
