#!/bin/sh
# ajv 8.20.0 (ajv/dist/2020): unevaluatedItems and unevaluatedProperties are
# judged as JSON Schema 2020-12 forbids, in both directions.
# Expected: beside `contains`, only the items that match it are evaluated (core
# 10.3.1.3 and 11.2), so the 2 in [1, 2] is refused. A lone `if` does evaluate
# the properties it names (core 10.2.2.1: "including when the keyword is present
# without either then or else"), so {a: 1} is accepted.
# Seen: ajv accepts [1, 2] and refuses {a: 1}; a second validator does neither.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund ajv@8.20.0 @cfworker/json-schema@4.1.1
node - <<'JS'
const assert = require('assert');
const Ajv = require('ajv/dist/2020').default;
const { Validator } = require('@cfworker/json-schema');
const judge = (schema, data) => {
  const verdicts = {
    ajv: new Ajv({ strict: false }).validate(schema, data),
    cfworker: new Validator(schema, '2020-12').validate(data).valid,
  };
  console.log(JSON.stringify(schema), JSON.stringify(data), verdicts);
  return verdicts;
};
assert.deepStrictEqual(
  judge({ contains: { const: 1 }, unevaluatedItems: false }, [1, 2]),
  { ajv: true, cfworker: false },
);
assert.deepStrictEqual(
  judge({ if: { properties: { a: { const: 1 } } }, unevaluatedProperties: false }, { a: 1 }),
  { ajv: false, cfworker: true },
);
JS
