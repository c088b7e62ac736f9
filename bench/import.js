import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { CONTRACT, mustSucceed, ROOT, runNode } from './child.js';
import { comparison, figure, word } from './line.js';

const SIZES = [1_000, 10_000];
const FOLDERS = 100;
const LIMIT = 1_000;
/** An import may take this much more than its share before it counts as out of proportion. */
const TOLERANCE = 1.25;

/** Collections v1 with saved examples and scripts: import, and check, of 1,000 and 10,000 requests. @param {import('./line.js').Print} print */
export async function measure(print) {
  /** @type {{ seconds: number, check: number } | undefined} */ let first;
  for (const size of SIZES) {
    const folder = mkdtempSync(path.join(tmpdir(), 'contract-bench-'));
    try {
      const file = path.join(folder, 'export.json');
      writeFileSync(file, JSON.stringify(collectionOf(size)));
      const theirs = await runNode([
        path.join(ROOT, 'bench/transform.js'),
        file,
        path.join(folder, 'theirs.json'),
      ]);
      mustSucceed(theirs, 'postman-collection-transformer');
      const ours = await runNode([CONTRACT, 'import', 'export.json', '--quiet'], { cwd: folder });
      mustSucceed(ours, 'contract import');
      const check = await runNode([CONTRACT, 'check', '--embedded', '--quiet'], { cwd: folder });
      mustSucceed(check, 'contract check');
      const than = 'postman-collection-transformer';
      const figures = {
        what: `${figure(size)} requests, import`,
        ours: ours.seconds,
        theirs: theirs.seconds,
        unit: 's',
        than,
      };
      // The target is for the large one: of the small one, most is the start of the process.
      print(comparison({ ...figures, ...(size === SIZES.at(-1) && { atMost: 5 }) }));
      const peak = Math.max(ours.peak, check.peak) / 1e6;
      print({
        text: `${figure(size)} requests: check ${figure(check.seconds)} s; peak ${figure(peak)} MB, target under ${LIMIT} MB: ${word(peak < LIMIT)}`,
        met: peak < LIMIT,
      });
      if (first) {
        const share = (SIZES[1] ?? 1) / (SIZES[0] ?? 1);
        const [time, checking] = [ours.seconds / first.seconds, check.seconds / first.check];
        const met = time <= share * TOLERANCE && checking <= share * TOLERANCE;
        print({
          text: `${figure(share)} times as many: import times ${figure(time)}, check times ${figure(checking)}, target in proportion: ${word(met)}`,
          met,
        });
      }
      first ??= { seconds: ours.seconds, check: check.seconds };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
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
