#!/bin/sh
# newman 6.2.2 (postman-sandbox 4.7.1): to.have.jsonSchema judges by draft-07
# and says nothing of newer keywords.
# Expected: schemas taken from an OpenAPI 3.1 document are JSON Schema 2020-12;
# what is not understood should be refused, or at least told.
# Seen: prefixItems, dependentRequired, unevaluatedProperties and minContains
# pass on data that each of them forbids. So does `required` beside a $ref,
# which draft-07 (8.3) has ignored and 2020-12 has not. Only a schema that names
# its dialect is refused.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund newman@6.2.2
node - <<'JS'
const assert = require('assert');
const http = require('http');
const newman = require('newman');
const cases = {
  prefixItems: [[1], { prefixItems: [{ type: 'string' }] }],
  dependentRequired: [{ a: 1 }, { dependentRequired: { a: ['b'] } }],
  unevaluatedProperties: [{ a: 1 }, { unevaluatedProperties: false }],
  minContains: [[1], { contains: { const: 1 }, minContains: 2 }],
  besideRef: [{ a: 1 }, { $ref: '#/$defs/o', required: ['b'], $defs: { o: { type: 'object' } } }],
  dialectNamed: [[1], { $schema: 'https://json-schema.org/draft/2020-12/schema', prefixItems: [{ type: 'string' }] }],
};
const server = http.createServer((_, response) => response.end()).listen(0, '127.0.0.1', () => {
  const exec = [`const cases = ${JSON.stringify(cases)};`,
    'for (const name in cases) pm.test(name, () => pm.expect(cases[name][0]).to.have.jsonSchema(cases[name][1]));'];
  const item = [{ name: 'a', request: `http://127.0.0.1:${server.address().port}/`, event: [{ listen: 'test', script: { exec } }] }];
  const failed = [];
  newman.run({ collection: { info: { name: 'c' }, item } }, (error, { run }) => {
    server.close();
    console.log('judged:', run.stats.assertions.total, 'failed:', failed);
    assert.strictEqual(run.stats.assertions.total, 6);
    assert.deepStrictEqual(failed, ['dialectNamed']);
  }).on('assertion', (error, { assertion }) => { if (error) failed.push(assertion); });
});
JS
