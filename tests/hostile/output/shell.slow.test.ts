import { execFileSync, spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Exchange, Header } from '../../../src/contract/exchange.js';
import { isVisible } from '../../../src/contract/visible.js';
import { curlLines, runAgain } from '../../../src/report/again.js';
import { printed } from '../../../src/report/printed.js';
import { caseOf, exchangeOf, failed, IDENTITY, resultOf } from '../../report/run-result.js';

/** zsh is not on every machine; where it is, it takes the lines as it would when they are typed into it. */
const SHELLS = [['sh'], ['bash'], ['zsh', '-o', 'NO_interactive_comments', '-o', 'BANG_HIST']].filter(
  ([name = '']) => spawnSync(name, ['-c', ':']).status === 0,
);
const VARIABLES = { SANDBOX_CLIENT_ID: 'cid', SANDBOX_BEARER_TOKEN: 'bearer', TOKEN_1: 'one' };

/** The lines that a report shows for an exchange. */
function linesFor(exchange: Exchange, identity = IDENTITY): string {
  const [result] = resultOf([caseOf(failed({ exchange }))]).problems;
  return result ? curlLines(result.finding, identity).join('\n') : '';
}

/** What `curl` is handed when a shell runs the lines, whatever else they do being seen as an output or a failure. */
function handed(
  lines: string,
  [shell = 'sh', ...options]: readonly string[],
): { args: string[]; input: Buffer } {
  const script = `curl() { printf '%s\\0' "$@"; printf '\\0'; case "$*" in *'@-'*) cat;; esac; }\n${lines}`;
  const output = execFileSync(shell, [...options, '-euc', script], {
    env: { PATH: process.env['PATH'], ...VARIABLES },
  });
  const end = output.indexOf('\0\0');
  const args: string[] = [];
  let from = 0;
  while (from < end) {
    const to = output.indexOf(0, from);
    args.push(output.subarray(from, to).toString('latin1'));
    from = to + 1;
  }
  return { args, input: output.subarray(end + 2) };
}

const latin1 = (text: string): string => Buffer.from(text).toString('latin1');
const valuesOf = (args: readonly string[], option: string): string[] =>
  args.filter((_, index) => args[index - 1] === option);

/** What has a meaning for a shell, for curl, for a CI, or for the eye. */
const BITS =
  `' " \\ \` $ $(id) \${x} ! !! # ; & | < > ( ) { } [ ] * ? ~ = =ls @ % - -o \n \t \r ::x:: ##[add-mask] {{token-1}} {{token-99}} {{SANDBOX_CLIENT_ID}} {{SANDBOX x; id}} {{PRODUCTION_BEARER_TOKEN}} {{x}} \u001b[2J \u0085 \u200b \u202e \u2028 \u{e0041} é 😀 a 1 /`.split(
    ' ',
  );
const text = (bits: readonly string[]) =>
  fc.array(fc.constantFrom(...bits, ' '), { maxLength: 12 }).map((parts) => parts.join(''));
const anyText = text(BITS);
const headerText = text(BITS.filter((bit) => !/[\r\n]|[^\0-\xff]/.test(bit))).map((value) => value.trim());

/** A text as it is to arrive: with values in place of the labels that the run gave out, and of no others. */
const filled = (value: string): string =>
  value.replaceAll('{{token-1}}', 'one').replaceAll('{{SANDBOX_CLIENT_ID}}', 'cid');

describe.each(SHELLS)('The lines for a shell, in %s,', (...shell) => {
  it('hand over what was sent, whatever stands in it, and do nothing else', () => {
    const property = fc.property(anyText, headerText, anyText, (target, value, body) => {
      const headers: Header[] = [['X-Text', value]];
      const { args } = handed(linesFor(exchangeOf({ target: `/${target}`, headers, body })), shell);
      expect(args.at(-1)).toBe(latin1(filled(`https://sandbox.example.com/${target}`)));
      expect(valuesOf(args, '-H')[0]).toBe(value === '' ? 'X-Text;' : filled(`X-Text: ${value}`));
      expect(valuesOf(args, '--data-raw')).toEqual(body === '' ? [] : [latin1(filled(body))]);
      expect(args.filter((arg) => arg === '-H')).toHaveLength(4);
    });
    fc.assert(property, { numRuns: 60 });
  });

  it('hand over bytes as they were', () => {
    const property = fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (bytes) => {
      const body = Buffer.from(bytes);
      const { args, input } = handed(linesFor(exchangeOf({ body })), shell);
      const sent = args.includes('@-') ? input : Buffer.from(valuesOf(args, '--data-raw')[0] ?? '', 'latin1');
      expect(sent).toEqual(body);
    });
    fc.assert(property, { numRuns: 20 });
    const { args } = handed(linesFor(exchangeOf({ headers: [['X', 'a\xff\xe9']] })), shell);
    expect(valuesOf(args, '-H')).toContain('X: a\xff\xe9');
  });

  it('name the operation as one word', () => {
    const property = fc.property(anyText, (name) => {
      const line = runAgain('status/success', `Folder / ${name}`, IDENTITY).replace('npx', 'curl');
      expect(valuesOf(handed(line, shell).args, '--operation')).toEqual([latin1(`Folder / ${name}`)]);
    });
    fc.assert(property, { numRuns: 20 });
  });
});

describe('The lines for a shell', () => {
  it('can be copied as they are shown: all of them is visible, and no CI takes any for a command', () => {
    const property = fc.property(anyText, headerText, anyText, (target, value, body) => {
      const lines = linesFor(exchangeOf({ target: `/${target}`, headers: [['X', value]], body }));
      expect(isVisible(lines)).toBe(true);
      expect(printed(lines)).toBe(lines);
    });
    fc.assert(property, { numRuns: 200 });
  });

  it('hold no comment: zsh takes one for arguments, or for commands', () => {
    const identity = {
      ...IDENTITY,
      environments: IDENTITY.environments.map((each) => ({ ...each, embedded: true })),
      faults: ['bearer-ignored'],
    };
    const exchange = exchangeOf({
      headers: [['Authorization', 'Bearer {{SANDBOX token, cut in half}}']],
      body: 'x'.repeat(5000),
    });
    const lines = linesFor(exchange, identity).split('\n');
    expect(lines.map((line) => line.slice(0, 20))).toEqual([
      ": 'while this runs: ",
      ": 'SANDBOX_TOKEN_CUT",
      ": 'the body below is",
      'curl -i --globoff --',
    ]);
    expect(lines.join('\n')).not.toMatch(/(^|\s)#/);
  });

  it('have no variable for a label that only the API wrote, nor in a report that tells of no labels', () => {
    const exchange = exchangeOf({ body: '{{SANDBOX_CLIENT_ID}} {{PRODUCTION_BEARER_TOKEN}} {{token-3}}' });
    expect(linesFor(exchange)).toContain(`"$SANDBOX_CLIENT_ID"' {{PRODUCTION_BEARER_TOKEN}} {{token-3}}'`);
    const { labels: _, ...untold } = IDENTITY;
    expect(linesFor(exchange, untold)).not.toContain('$');
  });
});
