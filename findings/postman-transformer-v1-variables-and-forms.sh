#!/bin/sh
# postman-collection-transformer 4.1.14, v1 to v2.1: a switched-off variable
# comes out switched on, and a form that is kept as text comes out empty.
# Expected: v1 says `enabled: false` where v2.1 says `disabled: true`; form fields,
# query parameters and headers are turned so. `data` of a v1 request may be text
# (dataMode raw has it so).
# Seen: variables lose `enabled`, so an old value overrides the right one; the
# urlencoded body has no fields. There is no error.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund postman-collection-transformer@4.1.14
node - <<'JS'
const assert = require('assert');
const { convert } = require('postman-collection-transformer');
const request = (id, data) => ({ id, name: id, collectionId: 'c', url: 'http://127.0.0.1/', method: 'POST', dataMode: 'urlencoded', data });
convert({
  id: 'c', name: 'c', order: ['fields', 'text'],
  variables: [{ id: 'v', key: 'host', value: 'old.example', enabled: false }],
  requests: [request('fields', [{ key: 'a', value: '1', enabled: false }]), request('text', 'a=1&b=2')],
}, { inputVersion: '1.0.0', outputVersion: '2.1.0', retainIds: true }, (error, { variable, item }) => {
  console.log(error, JSON.stringify(variable), JSON.stringify(item.map((each) => each.request.body)));
  assert.deepStrictEqual(variable, [{ id: 'v', key: 'host', value: 'old.example' }]);
  assert.deepStrictEqual(item[0].request.body.urlencoded, [{ key: 'a', value: '1', disabled: true }]);
  assert.deepStrictEqual(item[1].request.body.urlencoded, []);
});
JS
