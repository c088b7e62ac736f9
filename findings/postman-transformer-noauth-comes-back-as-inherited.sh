#!/bin/sh
# postman-collection-transformer 4.1.14: from v2.1 to v1 and back, a request
# without authentication takes the collection's.
# Expected: {type: noauth} is kept in both directions, as all other types are;
# "no token" and "the token of the collection" are opposites.
# Seen: v1 says noauth in `auth`; on the way back the request has auth null,
# which the v2.1 schema and newman read as inherited: Bearer is sent.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund postman-collection-transformer@4.1.14 newman@6.2.2
node - <<'JS'
const assert = require('assert');
const http = require('http');
const newman = require('newman');
const { convert } = require('postman-collection-transformer');
const turn = (collection, inputVersion, outputVersion) => new Promise((resolve, reject) =>
  convert(collection, { inputVersion, outputVersion, retainIds: true }, (error, result) => (error ? reject(error) : resolve(result))));
const seen = [];
const server = http.createServer((request, response) => { seen.push(request.headers.authorization); response.end(); }).listen(0, '127.0.0.1', async () => {
  const url = `http://127.0.0.1:${server.address().port}/`;
  const auth = { type: 'bearer', bearer: [{ key: 'token', value: 'secret', type: 'string' }] };
  const v21 = { info: { name: 'c' }, auth, item: [{ name: 'public', request: { url, method: 'GET', auth: { type: 'noauth' } } }] };
  const v1 = await turn(v21, '2.1.0', '1.0.0');
  const again = await turn(v1, '1.0.0', '2.1.0');
  console.log('v1:', v1.requests[0].auth, 'v2.1 again:', again.item[0].request.auth);
  assert.deepStrictEqual([v1.requests[0].auth, again.item[0].request.auth ?? null], [{ type: 'noauth' }, null]);
  newman.run({ collection: v21 }, () => newman.run({ collection: again }, () => {
    server.close();
    console.log('sent before and after:', seen);
    assert.deepStrictEqual(seen, [undefined, 'Bearer secret']);
  }));
});
JS
