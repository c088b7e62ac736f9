import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** What a checkout gives to a job: the workspace, and commands that need no network. */
export interface Machine {
  readonly folder: string;
  /** Runs a step as the engine does; @returns its exit code and all that it printed */
  run(script: string, env: Readonly<Record<string, string>>): { code: number | null; output: string };
  /** Takes files of another machine over, as an artefact or a cache does. */
  take(from: Machine, files: string, to?: string): void;
}

/** Few cases of the embedded API, as they stand in `CONTRACT_OPTIONS`. */
export const QUICK =
  '--embedded --env sandbox --operation Models*List* --operation Sources*List* --rule authentication/bearer-*';

/**
 * A machine of its own, with the workspace checked out in it. `npm ci` does nothing, `npx contract` is the build.
 *
 * @param bash how the engine calls its shell
 */
export function machine(bash: readonly string[]): Machine {
  const folder = mkdtempSync(path.join(tmpdir(), 'ci-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const work = path.join(folder, 'work');
  for (const part of ['collections', 'schemas'])
    cpSync(path.join(ROOT, part), path.join(work, part), { recursive: true });
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(work, 'node_modules'));
  const bin = path.join(folder, 'bin');
  mkdirSync(bin);
  command(bin, 'npm', '[ "$*" = ci ]');
  command(
    bin,
    'npx',
    `[ "$1" = contract ] && shift && exec "${process.execPath}" "${ROOT}/dist/cli/main.js" "$@"`,
  );
  return {
    folder: work,
    run(script, env) {
      const PATH = `${bin}:${process.env['PATH']}`;
      const [shell = 'bash', ...options] = bash;
      const ended = spawnSync(shell, [...options, '-c', script], {
        cwd: work,
        env: { PATH, ...env },
        encoding: 'utf8',
      });
      return { code: ended.status, output: ended.stdout + ended.stderr };
    },
    take(from, files, to = files) {
      cpSync(path.join(from.folder, files), path.join(work, to), { recursive: true });
    },
  };
}

function command(bin: string, name: string, script: string): void {
  writeFileSync(path.join(bin, name), `#!/bin/bash\n${script}\n`);
  chmodSync(path.join(bin, name), 0o755);
}
