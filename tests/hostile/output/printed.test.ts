import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import picocolors from 'picocolors';
import { describe, expect, it } from 'vitest';
import { shownJson } from '../../../src/contract/shown-json.js';
import { printed } from '../../../src/report/printed.js';
import { COMMANDS, githubCommands, otherMarks } from './ci-log.js';

describe('A text that is printed', () => {
  it.each(COMMANDS)('is no command to a CI: %j', (command) => {
    expect([...githubCommands(command), ...otherMarks(command)]).not.toEqual([]);
    for (const before of ['', '\n', '  ', '\u001b[31m', '\u00a0'])
      for (const behind of ['', '\u001b[39m', '\n::x::']) {
        const log = printed(`${before}${command}${behind}`);
        expect([...githubCommands(log), ...otherMarks(log)]).toEqual([]);
      }
  });

  it.each(COMMANDS)('is JSON still, and of the same value: %j', (command) => {
    const text = shownJson({ command }, 2);
    expect(printed(text)).toBe(text);
    expect(JSON.parse(text)).toEqual({ command });
  });

  it('stays as it is where it only looks like one', () => {
    for (const text of [
      'std::vector::at',
      'a ::b',
      '::1',
      '# Title',
      '## [x]',
      '#[derive]',
      '## breaking (1)',
    ])
      expect(printed(text)).toBe(text);
  });

  it('keeps our own colours, and obeys no other sequence', () => {
    const colors = picocolors.createColors(true);
    const painted = colors.bold(colors.red('a')) + colors.dim(colors.green('b')) + colors.yellow('c');
    expect(printed(painted)).toBe(painted);
    expect(printed('\u001b[2J\u001b[8mx\u001b]0;y\u0007\u009b1m')).toBe(
      '\\u{1b}[2J\\u{1b}[8mx\\u{1b}]0;y\\u{7}\\u{9b}1m',
    );
  });
});

it('There is one way to stdout and stderr', () => {
  const root = path.resolve(import.meta.dirname, '../../../src');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.tsx?$/.test(file),
  );
  // To write nothing is how one waits for what was written.
  const past = files.filter((file) =>
    /\b(stdout|stderr)\.write\((?!'')|\bconsole\.\w+\(/.test(readFileSync(path.join(root, file), 'utf8')),
  );
  expect(past).toEqual([]);
});
