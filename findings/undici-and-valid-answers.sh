#!/bin/sh
# undici 7.30.2 gives up on two valid answers that node:http reads.
# Expected: RFC 9110, 15.2: "A client MUST be able to parse one or more 1xx
# responses received prior to a final response, even if the client does not
# expect one"; 8.6: a 304 may carry the Content-Length that a 200 would have,
# and RFC 9112, 6.3, ends a 304 at its header section whatever the fields say.
# Seen: an unasked 100 is "bad response" (102 and 103 are skipped); a 304 with
# Content-Length: 5 is a length mismatch in undici.request, not in its fetch.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund undici@7.30.2
node - <<'JS'
const assert = require('assert');
const http = require('http');
const net = require('net');
const undici = require('undici');
const answers = {
  '/100': 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok',
  '/103': 'HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok',
  '/304': 'HTTP/1.1 304 Not Modified\r\nETag: "1"\r\nContent-Length: 5\r\n\r\n',
};
const server = net.createServer((socket) => {
  socket.on('error', () => {});
  socket.once('data', (head) => socket.end(answers[head.toString().split(' ')[1]]));
}).listen(0, '127.0.0.1', async () => {
  const seen = {};
  for (const path of Object.keys(answers)) {
    const url = `http://127.0.0.1:${server.address().port}${path}`;
    const get = new Promise((resolve, reject) => http.get(url, { agent: false }, (answer) => resolve(answer.resume().statusCode)).on('error', reject));
    const request = undici.request(url).then(async ({ statusCode, body }) => { await body.text(); return statusCode; });
    const code = (error) => error.code ?? error.cause?.code;
    seen[path] = [await get.catch(code), await request.catch(code), await undici.fetch(url).then(({ status }) => status, code)];
  }
  server.close();
  console.log('[node:http, undici.request, undici.fetch]', seen);
  assert.deepStrictEqual(seen, {
    '/100': [200, 'UND_ERR_SOCKET', 'UND_ERR_SOCKET'],
    '/103': [200, 200, 200],
    '/304': [304, 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 304],
  });
});
JS
