#!/bin/sh
# ajv 8.20.0: a field named like a member that every JavaScript object inherits
# (a racing API has a `constructor`, a trace has `toString`) is there before it
# is sent.
# Expected: {} lacks a required `constructor` (validation 6.5.3), and says
# nothing against a schema for an absent one (core 10.3.2.1).
# Seen: `required` accepts {}, `properties` and `dependentRequired` refuse it.
# The option ownProperties, off by default, puts all three right.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund ajv@8.20.0
node - <<'JS'
const assert = require('assert');
const Ajv = require('ajv/dist/2020').default;
const verdicts = (options) => [
  { required: ['constructor'] },
  { properties: { constructor: { type: 'string' } } },
  { dependentRequired: { constructor: ['season'] } },
].map((schema) => new Ajv(options).validate(schema, {}));
const seen = { byDefault: verdicts({}), ownProperties: verdicts({ ownProperties: true }) };
console.log(seen);
assert.deepStrictEqual(seen, {
  byDefault: [true, false, false],
  ownProperties: [false, true, true],
});
JS
