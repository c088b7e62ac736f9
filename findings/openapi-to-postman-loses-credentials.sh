#!/bin/sh
# openapi-to-postmanv2 6.3.3, sent by newman 6.2.2: cookies, and the second of
# two credentials that belong together.
# Expected: OpenAPI 3.0.3, Security Requirement Object: of one object with two
# schemes both "MUST be satisfied"; Parameter Object and Security Scheme Object:
# in: cookie is sent in the Cookie header.
# Seen: a required cookie parameter is gone; an API key in a cookie is sent as a
# header of its name; of key and token together only the key is sent. The
# conversion reports success, so the valid request is answered by 401.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund openapi-to-postmanv2@6.3.3 newman@6.2.2
node - <<'JS'
const assert = require('assert');
const http = require('http');
const newman = require('newman');
const { convertV2 } = require('openapi-to-postmanv2');
const seen = {};
const server = http.createServer(({ url, headers }, response) => {
  seen[url] = { cookie: headers.cookie, session: headers.session, 'x-key': headers['x-key'], authorization: headers.authorization };
  response.end();
}).listen(0, '127.0.0.1', () => {
  const get = (more) => ({ get: { ...more, responses: { 200: { description: 'ok' } } } });
  const data = JSON.stringify({
    openapi: '3.0.3', info: { title: 't', version: '1' },
    servers: [{ url: `http://127.0.0.1:${server.address().port}` }],
    components: { securitySchemes: {
      token: { type: 'http', scheme: 'bearer' },
      key: { type: 'apiKey', in: 'header', name: 'X-Key' },
      session: { type: 'apiKey', in: 'cookie', name: 'session' },
    } },
    paths: {
      '/parameter': get({ parameters: [{ name: 'tenant', in: 'cookie', required: true, schema: { type: 'string' }, example: 'acme' }] }),
      '/session': get({ security: [{ session: [] }] }),
      '/both': get({ security: [{ key: [], token: [] }] }),
    },
  });
  convertV2({ type: 'string', data }, {}, (_, { result, output }) => newman.run({
    collection: output[0].data, envVar: ['bearerToken', 'apiKey'].map((key) => ({ key, value: `my-${key}` })),
  }, () => {
    server.close();
    console.log('converted:', result, seen);
    const none = { cookie: undefined, session: undefined, 'x-key': undefined, authorization: undefined };
    assert.deepStrictEqual(seen, { '/parameter': none, '/session': { ...none, session: 'my-apiKey' }, '/both': { ...none, 'x-key': 'my-apiKey' } });
  }));
});
JS
