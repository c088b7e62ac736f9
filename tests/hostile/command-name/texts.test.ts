import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../../..');
/** What is not ours or shows other tools, what is built, what a run wrote, and this folder, which has to show what is wrong. */
const ELSEWHERE =
  /^(node_modules|dist|findings|\.git|coverage|reports\/(?!README)|tests\/hostile\/command-name)(\/|$)|^package-lock\.json$/;
const TEXTS = /\.(md|tsx?|js|json|ya?ml|sh|example)$|^\.ci\//;

/** Every page, every text of a source file, every workflow file. */
const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter(
  (file) => TEXTS.test(file) && !ELSEWHERE.test(file),
);

const COMMANDS = 'run|judge|import|check|diff|merge|explain|serve|prove';
const FLAWS: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['npx may download', /\bnpx (?!--no(?:\s+[\w$]|`))(?!--yes -p ).*/],
  // npx takes an option behind the command's name for its own.
  ['npx takes the option', /\bnpx --no contract(?:-suite)? -.*/],
  ['the short name', /\bnpx --no contract(?!-suite).*/],
  [
    'another way to fetch it',
    /\b(?:npm (?:exec|x|install|i)|pnpm dlx|pnpx|yarn dlx|bunx)\b[^\n]*\bcontract(?:-suite)?(?![\w.-]).*/,
  ],
  ['the short name', new RegExp(`(?:^[ $]*|[\`'"])contract (?:${COMMANDS})\\b(?! command).*`, 'm')],
];

const flawsOf = (text: string): string[] =>
  FLAWS.flatMap(([what, pattern]) => {
    const [found] = pattern.exec(text) ?? [];
    return found === undefined ? [] : [`${what}: ${found.trim()}`];
  });

describe('The command', () => {
  it('is looked for in all that there is', () => {
    for (const file of ['README.md', 'CONTRIBUTING.md', '.env.example', '.ci/run', 'ci/gitlab-ci.yml'])
      expect(files).toContain(file);
    expect(files.filter((file) => file.startsWith('src/')).length).toBeGreaterThan(500);
  });

  it('is named so that nothing is downloaded, everywhere', () => {
    const flaws = files.flatMap((file) =>
      flawsOf(readFileSync(path.join(ROOT, file), 'utf8')).map((flaw) => `${file}: ${flaw}`),
    );
    expect(flaws).toEqual([]);
  });

  it.each([
    'npx contract run',
    'run: npx contract-suite merge',
    '`npx -y contract-suite run`',
    'npx --yes contract-suite run',
    'npx vitest run',
    'npx --no contract run',
    'npx --no contract-suite --help',
    'npm exec contract-suite run',
    'npm install -g contract',
    'pnpm dlx contract-suite run',
    '`contract run` writes here',
    '  contract import shop.json',
    "'contract check lists'",
  ])('would be found: %s', (text) => {
    expect(flawsOf(text)).toHaveLength(1);
  });

  it.each(['npx --no contract-suite run', 'npm run contract', 'the contract runs', '`contract.yaml`'])(
    'is right as it is: %s',
    (text) => {
      expect(flawsOf(text)).toEqual([]);
    },
  );

  it('has no comment behind it on a page: zsh hands one over as arguments', () => {
    const pages = files.filter((file) => file.endsWith('.md'));
    const commented = pages.flatMap((file) => {
      const blocks = readFileSync(path.join(ROOT, file), 'utf8').matchAll(/^```(?:sh)?\n(.*?)^```/gms);
      return [...blocks].flatMap(([, block = '']) =>
        block.split('\n').filter((line) => /^\s*(?:\$ )?(?:npx|npm|node|[A-Z_]+=)\b.* # /.test(line)),
      );
    });
    expect(commented).toEqual([]);
  });
});
