#!/bin/sh
# newman 6.2.2: unquoted cells of a CSV data file are turned into numbers, some
# into numbers that they are not.
# Expected: text, or the number written. RFC 4180 knows text alone.
# Seen: 0x1F becomes 0 (not 31), a phone number in the form of ITU E.164 loses
# its plus, 1e5 and a 20-digit id change, 001 loses its zeros; TRUE stays text.
# The request asks for another record than the file names, without a word.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund newman@6.2.2
node - <<'JS'
const assert = require('assert');
const fs = require('fs');
const http = require('http');
const newman = require('newman');
fs.writeFileSync('data.csv', 'hex,phone,exp,id,code,flag\n0x1F,+15550100,1e5,12345678901234567890,001,TRUE\n');
const urls = [];
const server = http.createServer((request, response) => { urls.push(request.url); response.end(); }).listen(0, '127.0.0.1', () => {
  const request = `http://127.0.0.1:${server.address().port}/{{hex}}/{{phone}}/{{exp}}/{{id}}/{{code}}/{{flag}}`;
  newman.run({ collection: { info: { name: 'c' }, item: [{ name: 'a', request }] }, iterationData: 'data.csv' }, () => {
    server.close();
    console.log(urls);
    assert.deepStrictEqual(urls, ['/0/15550100/100000/12345678901234567000/1/TRUE']);
  });
});
JS
