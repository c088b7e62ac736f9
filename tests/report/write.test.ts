import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { LastLook } from '../../src/masking/last-look.js';
import { Secrets } from '../../src/masking/secrets.js';
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
const clean = { look: new LastLook(new Secrets()) };

describe('Writing reports', () => {
  it('writes each report, and leaves nothing else behind', async () => {
    const into = await folder();
    const { files } = await writeReports(into, resultOf(oneOfEach()), clean);
    expect((await readdir(into)).sort()).toEqual(NAMES);
    expect(files.map((file) => path.basename(file)).sort()).toEqual(NAMES);
  });

  it('puts the name of a secret in its place, tells so in a note, and keeps every file whole', async () => {
    const into = await folder();
    const secrets = new Secrets();
    secrets.add('Things "of\\ the <client> 4711', '{{SANDBOX_CLIENT_ID}}');
    const named = resultOf(oneOfEach());
    const contract = { ...named.identity.contract, title: 'Things "of\\ the <client> 4711' };
    const look = new LastLook(secrets);
    const { result } = await writeReports(
      into,
      { ...named, identity: { ...named.identity, contract } },
      { look },
    );
    expect(result.notes.at(-1)).toMatch(
      /^\{\{SANDBOX_CLIENT_ID}} stood in clear in .*report\.html.*results\.json/,
    );
    for (const name of NAMES) {
      const text = await readFile(path.join(into, name), 'utf8');
      expect(secrets.leak(text), name).toBeUndefined();
      if (/json|har$/.test(name)) JSON.parse(text);
    }
    expect(JSON.parse(await readFile(path.join(into, 'results.json'), 'utf8'))).toMatchObject({
      notes: [...named.notes, expect.stringContaining('{{SANDBOX_CLIENT_ID}}')],
    });
  });

  it.skipIf(process.platform === 'win32')(
    'lets only the owner read them, where nothing else is asked for',
    async () => {
      const into = await folder();
      const modes = async () =>
        new Set(
          await Promise.all(NAMES.map(async (name) => (await stat(path.join(into, name))).mode & 0o777)),
        );
      await writeReports(into, resultOf(oneOfEach()), clean);
      expect([...(await modes())]).toEqual([0o600]);
      await writeReports(into, resultOf(oneOfEach()), { ...clean, mode: 0o644 });
      expect([...(await modes())]).toEqual([0o644]);
    },
  );

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
