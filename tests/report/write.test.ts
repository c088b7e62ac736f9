import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkReportsFolder, writeReports } from '../../src/report/write.js';
import { oneOfEach, resultOf } from './run-result.js';

async function folder(): Promise<string> {
  const made = await mkdtemp(path.join(tmpdir(), 'contract-reports-'));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

const NAMES = [
  'failures.postman_collection.json',
  'junit.xml',
  'report.html',
  'results.json',
  'results.schema.json',
  'run.har',
  'summary.md',
];
const clean = (): undefined => undefined;

describe('Writing reports', () => {
  it('writes each report, and leaves nothing else behind', async () => {
    const into = await folder();
    const files = await writeReports(into, resultOf(oneOfEach()), clean);
    expect((await readdir(into)).sort()).toEqual(NAMES);
    expect(files.map((file) => path.basename(file)).sort()).toEqual(NAMES);
  });

  it('writes nothing at all where one report would hold a secret', async () => {
    const into = await folder();
    await writeFile(path.join(into, 'junit.xml'), 'old');
    const scan = (text: string) => (text.startsWith('# ') ? 'SANDBOX_CLIENT_ID' : undefined);
    await expect(writeReports(into, resultOf(oneOfEach()), scan)).rejects.toMatchObject({
      code: 'SECRET_IN_REPORT',
      place: path.join(into, 'summary.md'),
    });
    expect(await readdir(into)).toEqual(['junit.xml']);
    expect(await readFile(path.join(into, 'junit.xml'), 'utf8')).toBe('old');
  });

  it('makes the folder before anything is sent, and finds out where it cannot', async () => {
    const into = await folder();
    await checkReportsFolder(path.join(into, 'a', 'b'));
    expect(await readdir(path.join(into, 'a', 'b'))).toEqual([]);
    await writeFile(path.join(into, 'file'), '');
    for (const wrong of [path.join(into, 'file'), path.join(into, 'file', 'x'), '/proc/reports']) {
      await expect(checkReportsFolder(wrong)).rejects.toMatchObject({ code: 'REPORTS_UNWRITABLE' });
    }
  });

  it('refuses a folder in which a folder has the name of a report', async () => {
    const into = await folder();
    await mkdir(path.join(into, 'results.json'));
    await expect(checkReportsFolder(into)).rejects.toMatchObject({ code: 'REPORTS_UNWRITABLE' });
  });
});
