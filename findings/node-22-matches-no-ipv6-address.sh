#!/bin/sh
# Node.js 22.23.3 finds no IPv6 address in any certificate.
# Expected: RFC 9525, 6.5, and RFC 5280, 4.2.1.6: an iPAddress entry of the
# subjectAltName matches the address that was connected to. 20.20.2 and 24.21.0
# do so.
# Seen: tls.checkServerIdentity('::1', …) gives ERR_TLS_CERT_ALTNAME_INVALID for
# a certificate that names ::1, in either way of writing it; 127.0.0.1 matches.
# So every verified connection to an IPv6 address is refused.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund node@22.23.3
cat >seen.js <<'JS'
const tls = require('tls');
const seen = (host, name) => tls.checkServerIdentity(host, { subject: { CN: '' }, subjectaltname: `IP Address:${name}` })?.code ?? 'matches';
const results = [seen('127.0.0.1', '127.0.0.1'), seen('::1', '0:0:0:0:0:0:0:1'), seen('::1', '::1')];
console.log(process.version, results);
process.exit(results.join() === 'matches,ERR_TLS_CERT_ALTNAME_INVALID,ERR_TLS_CERT_ALTNAME_INVALID' ? 0 : 1);
JS
./node_modules/.bin/node seen.js
