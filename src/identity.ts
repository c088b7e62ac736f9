import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Contract } from './contract/model.js';
import type { RunIdentity, UserRule } from './judge/result.js';
import type { Rule } from './rules/rule.js';
import type { Settings } from './settings/settings.js';

/** What was run, on what, when. */
export function identityOf(
  contract: Contract,
  settings: Settings,
  rules: readonly Rule[],
  faults: readonly string[],
  startedAt: Date,
): RunIdentity {
  const commit = commitOf(contract);
  return {
    suite: suite(),
    node: process.version,
    contract: {
      file: contract.file,
      title: contract.title,
      hash: contract.hash,
      hashBesideWaivers: contract.hashBesideWaivers,
    },
    ...(commit !== undefined && { commit }),
    startedAt,
    environments: settings.environments.map(({ name, baseUrl, embedded, writes, data }) => ({
      name,
      baseUrl,
      embedded,
      writes,
      ...(data && { data: { file: data.file, rows: data.rows.length } }),
    })),
    ...(settings.extraCa !== undefined &&
      settings.environments.some(({ embedded }) => !embedded) && { ownCa: true }),
    profile: settings.profile,
    faults,
    rules: rules.map(({ id }) => id),
    userRules: userRulesOf(rules),
  };
}

/** Those of the rules that the workspace brings. */
export function userRulesOf(rules: readonly Rule[]): UserRule[] {
  return rules.flatMap(({ id, says, documented, file }) =>
    file === undefined ? [] : [{ id, says, documented, file }],
  );
}

/** Name and version of the suite, from its own package.json. */
function suite(): { name: string; version: string } {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  const { name, version }: { name: string; version: string } = JSON.parse(text);
  return { name, version };
}

const commits = new WeakMap<Contract, { readonly commit: string | undefined }>();

/** Asked once for each contract that was read: to start git takes as long as a small run. */
function commitOf(contract: Contract): string | undefined {
  const known = commits.get(contract) ?? { commit: askedCommit(contract.workspace) };
  commits.set(contract, known);
  return known.commit;
}

/** The commit of the workspace: what the CI says, else git; undefined where neither knows. */
function askedCommit(workspace: string): string | undefined {
  const told = process.env['GITHUB_SHA'] ?? process.env['CI_COMMIT_SHA'];
  if (told) return told;
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], {
      cwd: workspace,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return undefined;
  }
}
