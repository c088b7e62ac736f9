/** `npm run bench [-- help wire run scale memory misbehaviour bodies html reports import parity]`: measures what is named, or everything, one after the other. */
const MEASUREMENTS = {
  help: () => import('./help.js'),
  wire: () => import('./wire.js'),
  run: () => import('./whole-run.js'),
  scale: () => import('./scale.js'),
  memory: () => import('./memory.js'),
  misbehaviour: () => import('./misbehaviour.js'),
  bodies: () => import('./bodies.js'),
  html: () => import('./html.js'),
  reports: () => import('./reports.js'),
  import: () => import('./import.js'),
  parity: () => import('./parity.js'),
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !Object.hasOwn(MEASUREMENTS, name));
if (unknown.length > 0) {
  console.error(
    `No measurement is called ${unknown.join(', ')}; there are ${Object.keys(MEASUREMENTS).join(', ')}.`,
  );
  process.exit(2);
}
let missed = 0;
for (const [name, load] of Object.entries(MEASUREMENTS)) {
  if (names.length > 0 && !names.includes(name)) continue;
  const { measure } = await load();
  await measure((/** @type {import('./line.js').Line} */ { text, met }) => {
    if (met === false) missed += 1;
    console.log(`${name.padEnd(7)} ${text}`);
  });
}
process.exit(missed > 0 ? 1 : 0);
