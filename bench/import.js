import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CONTRACT, mustSucceed, ROOT, runNode } from './child.js';
import { comparison, figure, word } from './line.js';

const SIZES = /** @type {const} */ ([1_000, 10_000]);
const FOLDERS = 100;
const LIMIT = 1_000;
/** An import may take this much more than its share before it counts as out of proportion. */
const TOLERANCE = 1.25;

/**
 * Collections with saved examples and scripts, in format v1 and v2.1: import of 10,000 requests beside the converter,
 * and how import and check grow from 1,000. @param {import('./line.js').Print} print
 */
export async function measure(print) {
  // Removed at the end only: a disk makes new files slowly soon after as many were deleted.
  const top = mkdtempSync(path.join(tmpdir(), 'contract-bench-'));
  try {
    const [small, large] = [await imported(top, SIZES[0], print), await imported(top, SIZES[1], print)];
    const share = SIZES[1] / SIZES[0];
    const [time, checking] = [large.seconds / small.seconds, large.check / small.check];
    const met = time <= share * TOLERANCE && checking <= share * TOLERANCE;
    print({
      text: `${figure(share)} times as many: import times ${figure(time)}, check times ${figure(checking)}, target in proportion: ${word(met)}`,
      met,
    });
  } finally {
    rmSync(top, { recursive: true, force: true });
  }
}

/** @param {string} top @param {number} size @param {import('./line.js').Print} print */
async function imported(top, size, print) {
  const file = path.join(top, `v1-${size}.json`);
  const newer = path.join(top, `v2.1-${size}.json`);
  writeFileSync(file, JSON.stringify(collectionOf(size)));
  const ours = await beside('v1', file, newer, size, print);
  // What the converter made is a collection v2.1, and can be converted back.
  await beside('v2.1', newer, path.join(top, 'again.json'), size, print);
  const check = await runNode([CONTRACT, 'check', '--embedded', '--quiet'], { cwd: ours.folder });
  mustSucceed(check, 'contract-suite check');
  const peak = Math.max(ours.peak, check.peak) / 1e6;
  print({
    text: `${figure(size)} requests: check ${figure(check.seconds)} s; peak ${figure(peak)} MB, target under ${LIMIT} MB: ${word(peak < LIMIT)}`,
    met: peak < LIMIT,
  });
  return { seconds: ours.seconds, check: check.seconds };
}

/**
 * @param {string} format @param {string} from @param {string} to what the converter makes of it
 * @param {number} size @param {import('./line.js').Print} print
 */
async function beside(format, from, to, size, print) {
  const theirs = await runNode([path.join(ROOT, 'bench/transform.js'), from, to]);
  mustSucceed(theirs, 'postman-collection-transformer');
  const folder = `${from}.workspace`;
  mkdirSync(folder);
  const ours = await runNode([CONTRACT, 'import', from, '--quiet'], { cwd: folder });
  mustSucceed(ours, 'contract-suite import');
  const figures = {
    what: `${figure(size)} requests, import of ${format}`,
    ours: ours.seconds,
    theirs: theirs.seconds,
    unit: 's',
    than: 'postman-collection-transformer',
  };
  // The target is for the large one: of the small one, most is the start of the process.
  print(comparison({ ...figures, ...(size === SIZES[1] && { atMost: 5 }) }));
  return { ...ours, folder };
}

/** @param {number} size */
function collectionOf(size) {
  const requests = Array.from({ length: size }, (_, index) => ({
    id: `request-${index}`,
    collectionId: 'bench',
    name: `Thing ${index}`,
    url: `https://sandbox.shop.example/v1/things-${index % 500}/create?page=${index}`,
    method: 'POST',
    headers: 'Content-Type: application/json\nX-Trace: {{trace}}\n',
    dataMode: 'raw',
    rawModeData: JSON.stringify({
      name: `thing ${index}`,
      count: index,
      tags: ['a', 'b'],
      owner: { email: `a${index}@b.example` },
    }),
    tests: `tests['answers'] = responseCode.code === 200;\npostman.setEnvironmentVariable('thing${index}', JSON.parse(responseBody).id);`,
    preRequestScript: 'postman.setEnvironmentVariable("trace", "1");',
    responses: [
      {
        id: `answer-${index}`,
        name: 'done',
        responseCode: { code: 200, name: 'OK' },
        headers: [{ key: 'Content-Type', value: 'application/json' }],
        text: JSON.stringify({
          id: `${index}`,
          name: 'thing',
          created_at: '2026-01-01T00:00:00Z',
          tags: ['a'],
          owner: { email: 'a@b.example' },
        }),
      },
    ],
  }));
  const folders = Array.from({ length: FOLDERS }, (_, index) => ({
    id: `folder-${index}`,
    name: `Folder ${index}`,
    order: requests.filter((_request, at) => at % FOLDERS === index).map(({ id }) => id),
  }));
  return {
    id: 'bench',
    name: 'Bench',
    order: [],
    folders_order: folders.map(({ id }) => id),
    folders,
    requests,
  };
}
