#!/bin/sh
# newman 6.2.2: its event `item` does not hand on that a request was skipped.
# Expected: the runtime (postman-runtime 7.39.1) calls item(err, cursor, item,
# visualizer, {isSkipped}); newman hands the arguments of each such call on by
# name.
# Seen: the runtime says isSkipped: true; newman's event holds cursor and item
# only, the run counts the item as executed and nothing as skipped. A reporter
# cannot tell a skipped request from one whose answer was never judged.
set -eu
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' INT TERM
cd "$dir"
echo '{"private":true}' >package.json
npm install --silent --no-audit --no-fund newman@6.2.2
node - <<'JS'
const assert = require('assert');
const newman = require('newman');
const { Collection } = require('postman-collection');
const { Runner } = require('postman-runtime');
const script = { listen: 'prerequest', script: { exec: ['pm.execution.skipRequest();'] } };
const collection = { info: { name: 'c' }, item: [{ name: 'a', request: 'http://127.0.0.1:9/', event: [script] }] };
const seen = {};
setTimeout(() => process.exit(2), 60000).unref();
new Runner().run(new Collection(collection), {}, (_, run) => run.start({
  item: (error, cursor, item, visualizer, result) => { seen.runtime = result; },
  done: () => newman.run({ collection }, (error, { run: { stats } }) => {
    console.log(seen, 'newman counts:', stats.items);
    assert.deepStrictEqual(seen, { runtime: { isSkipped: true }, newman: ['cursor', 'item'] });
    assert.deepStrictEqual([stats.items.total, stats.items.pending, stats.items.failed], [1, 0, 0]);
  }).on('item', (error, event) => { seen.newman = Object.keys(event); }),
}));
JS
