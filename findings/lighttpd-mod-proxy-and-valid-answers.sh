#!/bin/sh
# lighttpd 1.4.69-1 (Debian 12), mod_proxy: two parts of a valid answer change.
# Expected: RFC 9110, 6.5.1: a trailer is dropped or passed on as a trailer, it
# "MUST NOT" be merged into the header section unless its definition allows
# that; 5.5: a field value may be empty (field-value = *field-content).
# Seen: the back end's trailer is a header, and its line ends with CR CR LF, so
# Node's http client refuses an answer that it reads from the back end. A header
# without a value is left out: "present and empty" cannot be checked there.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"
apt-get -qq -o APT::Sandbox::User=root download lighttpd=1.4.69-1 >/dev/null
dpkg -x lighttpd_*.deb .
node - <<'JS'
const assert = require('assert');
const fs = require('fs');
const http = require('http');
const net = require('net');
const { spawn } = require('child_process');
const port = (server) => new Promise((done) => { server.listen(0, '127.0.0.1', () => done(server.address().port)); });
const get = (at, path) => new Promise((done) => {
  const request = http.get({ host: '127.0.0.1', port: at, path, agent: false }, (answer) => {
    answer.resume().on('end', () => done({ 'x-empty': answer.headers['x-empty'], trailers: { ...answer.trailers } })).on('error', done);
  });
  request.on('error', (error) => done(error.code));
});
(async () => {
  const backEnd = net.createServer((socket) => socket.on('error', () => {}).once('data', (head) => socket.end(/trailer/.test(head)
    ? 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-T\r\n\r\n2\r\nok\r\n0\r\nX-T: 1\r\n\r\n'
    : 'HTTP/1.1 200 OK\r\nX-Empty:\r\nContent-Length: 2\r\n\r\nok')));
  const behind = await port(backEnd);
  const free = net.createServer();
  const front = await port(free);
  await new Promise((done) => { free.close(done); });
  fs.writeFileSync('conf', `server.modules = ("mod_proxy")\nserver.document-root = "${process.cwd()}"\nserver.bind = "127.0.0.1"\nserver.port = ${front}
proxy.server = ("" => (("host" => "127.0.0.1", "port" => ${behind})))\n`);
  const gateway = spawn('usr/sbin/lighttpd', ['-D', '-f', 'conf', '-m', `${process.cwd()}/usr/lib/lighttpd`], { stdio: 'ignore' });
  process.on('exit', () => gateway.kill());
  for (let tries = 0; tries < 50 && (await get(front, '/')) === 'ECONNREFUSED'; tries++) await new Promise((done) => { setTimeout(done, 100); });
  const seen = { direct: [await get(behind, '/trailer'), await get(behind, '/empty')], gateway: [await get(front, '/trailer'), await get(front, '/empty')] };
  console.log(JSON.stringify(seen, null, 1));
  assert.deepStrictEqual(seen.direct, [{ 'x-empty': undefined, trailers: { 'x-t': '1' } }, { 'x-empty': '', trailers: {} }]);
  assert.match(seen.gateway[0], /^HPE_/);
  assert.deepStrictEqual(seen.gateway[1], { 'x-empty': undefined, trailers: {} });
  process.exit();
})();
JS
