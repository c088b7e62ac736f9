import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { tellGithub } from '../../src/cli/github.js';
import { gitlabSection } from '../../src/cli/gitlab.js';
import type { RunResult } from '../../src/judge/result.js';
import { annotations, stepSummary } from '../../src/report/github.js';
import { caseOf, errored, exchangeOf, failed, HOSTILE, passed, resultOf } from './run-result.js';

const many = (count: number): RunResult =>
  resultOf(
    Array.from({ length: count }, (_, at) =>
      caseOf(failed({ cause: `cause ${at}`, received: `status ${at}` }), {
        rule: 'response/schema',
        operation: `Things / ${at}`,
      }),
    ),
  );

/** What GitHub's runner reads from a line: the command, its properties and its message, unescaped. */
function read(line: string) {
  const [, name, properties = '', message = ''] = /^::(\w+) ([^:]*)::(.*)$/.exec(line) ?? [];
  const plain = (text: string): string =>
    text.replace(/%(0D|0A|3A|2C|25)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return { name, title: plain(properties.replace(/^title=/, '')), message: plain(message) };
}

const linesOf = (text: string): string[] => text.split('\n').slice(0, -1);

function stream() {
  const written: string[] = [];
  return { written, write: (text: string | Uint8Array) => written.push(String(text)) > 0 };
}

async function summaryFile(text = ''): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'summary-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(path.join(folder, 'summary'), text);
  return path.join(folder, 'summary');
}

describe('Annotations on GitHub', () => {
  it('say each problem once, the worst first, in one line each', () => {
    const both = resultOf([
      caseOf(failed({ cause: 'a' }), { rule: 'response/schema', operation: 'A / One' }),
      ...['One', 'Two'].map((name) =>
        caseOf(failed({ cause: 'b' }), { rule: 'error/envelope', operation: `B / ${name}` }),
      ),
    ]);
    expect(linesOf(annotations(both)).map(read)).toMatchObject([
      {
        name: 'error',
        title: 'error/envelope',
        message: [
          'B / One and 1 more operation, sandbox (2 cases)',
          'Sent: the valid request without its Authorization header',
          'Expected: status 401 or 403',
          'Received: status 200',
        ].join('\n'),
      },
      { title: 'response/schema' },
    ]);
  });

  it('are ten at most, the last of which counts the others', () => {
    const lines = linesOf(annotations(many(30)));
    expect(lines).toHaveLength(10);
    expect(read(lines.at(-1) ?? '').message).toBe('and 21 more problems, in summary.md');
    expect(linesOf(annotations(many(10)))).toHaveLength(10);
  });

  it('let no text of the API become a command or a property', () => {
    const text = `100%\r\n::set-output name=x::y\n${HOSTILE}`;
    const lines = linesOf(
      annotations(resultOf([caseOf(failed({ received: text }), { rule: 'a:b,c', operation: text })])),
    );
    expect(lines).toHaveLength(1);
    expect(read(lines[0] ?? '').title).toBe('a:b,c');
    expect(read(lines[0] ?? '').message).toContain('100%');
  });

  it('are none where the contract holds, and one where there is no verdict', () => {
    expect(annotations(resultOf([caseOf(passed())]))).toBe('');
    const [line = ''] = linesOf(annotations(resultOf([caseOf(errored('no answer'))])));
    expect(read(line)).toMatchObject({ name: 'error', title: 'No verdict' });
  });
});

describe('The step summary on GitHub', () => {
  it('is summary.md, added to what is there', async () => {
    const file = await summaryFile('before\n');
    const out = stream();
    await tellGithub(many(1), out, { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: file });
    expect(await readFile(file, 'utf8')).toMatch(/^before\n# The contract is broken/);
    expect(out.written.join('')).toMatch(/^::error title=response\/schema::/);
  });

  it('is cut at the end of a section to what GitHub takes', () => {
    const note = '😀'.repeat(400);
    const long = resultOf(
      Array.from({ length: 200 }, (_, at) =>
        caseOf(
          failed({ cause: `${at}`, exchange: exchangeOf({ answer: 'ä'.repeat(2000) }), received: note }),
          {
            rule: 'response/schema',
            operation: `Things / ${at}`,
          },
        ),
      ),
      { notes: Array.from({ length: 100 }, (_, at) => `${at} ${note}`.repeat(8)) },
    );
    const text = stepSummary(long);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(1024 * 1024);
    expect(text).toMatch(/summary is longer than GitHub takes/);
    expect(text.split('<details>').length).toBe(text.split('</details>').length);
    expect(stepSummary(long, 1024 * 1024)).toBe('');
  });

  it('is left to the merge by a shard, and not written elsewhere', async () => {
    const file = await summaryFile();
    const out = stream();
    const shard = { index: 1, of: 2, planned: 3, positions: [0], later: [], codes: {} };
    await tellGithub({ ...many(1), shard }, out, { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: file });
    await tellGithub(many(1), out, { GITHUB_STEP_SUMMARY: file });
    expect(await readFile(file, 'utf8')).toBe('');
    expect(out.written).toEqual([]);
  });

  it('that cannot be written leaves the run as it ended, and is told', async () => {
    const out = stream();
    await tellGithub(many(1), out, { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: tmpdir() });
    expect(out.written.at(-1)).toMatch(
      /^::warning title=contract-suite::The step summary could not be written/,
    );
  });
});

describe('A section on GitLab', () => {
  it('folds what is written between its two marks', () => {
    const out = stream();
    const end = gitlabSection('Run', out, { GITLAB_CI: 'true' }, () => 1_700_000_000_999);
    end();
    expect(out.written).toEqual([
      '\u001b[0Ksection_start:1700000000:contract_run[collapsed=true]\r\u001b[0KRun\n',
      '\u001b[0Ksection_end:1700000000:contract_run\r\u001b[0K\n',
    ]);
  });

  it('is not made elsewhere', () => {
    const out = stream();
    gitlabSection('Run', out, {})();
    expect(out.written).toEqual([]);
  });
});
