#!/bin/sh
# npm 11.19.1 (and 10.8.2): `npx --no TOOL --version` prints npm's own version.
# Expected: --no refuses to install, as npm documents for its runner. Where TOOL
# is not installed it fails, where it is its version is printed. A pipeline that
# so asks whether a tool is there is answered wrongly.
# Seen: exit code 0 and npm's version whether or not TOOL exists. npx does not
# know `--no` as a switch and takes TOOL for its value, so --version is npm's.
# `npx --no -- TOOL --version` and `npx --no-install TOOL --version` fail
# rightly.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"
for version in 10.8.2 11.19.1; do
  mkdir "$version" && cd "$version"
  echo '{"private":true}' >package.json
  npm install --silent --no-audit --no-fund "npm@$version" semver@7.7.3
  npx="node node_modules/npm/bin/npx-cli.js"
  for tool in semver contract-no-such-tool-at-all; do
    seen=$($npx --no "$tool" --version)
    echo "npm $version: npx --no $tool --version -> $seen"
    [ "$seen" = "$version" ]
  done
  if $npx --no -- contract-no-such-tool-at-all --version 2>/dev/null; then exit 1; fi
  if $npx --no-install contract-no-such-tool-at-all --version 2>/dev/null; then exit 1; fi
  cd ..
done
