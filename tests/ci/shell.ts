import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { renderResults } from '../../src/report/results-json.js';
import { oneOfEach, resultOf } from '../report/run-result.js';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** The last night's results, as a cache brings them: what the operations took weighs the shards. */
const LAST = [...renderResults(resultOf(oneOfEach()))].join('');

/** What a checkout gives to a job: the workspace, and commands that need no network. */
export interface Machine {
  readonly folder: string;
  /** Runs a step as the engine does; @returns its exit code and all that it printed */
  run(script: string, env: Readonly<Record<string, string>>): { code: number | null; output: string };
  /** Takes files of another machine over, as an artefact or a cache does. */
  take(from: Machine, files: string, to?: string): void;
}

/** Few cases of the embedded API, one of them broken, as they stand in `CONTRACT_OPTIONS`. */
export const QUICK =
  '--embedded --fault bearer-optional --env sandbox --operation Models*List* --operation Sources*List* --rule authentication/bearer-*';

/** A shard is run once with the same options, whichever engine asks for it, and then handed out again. */
const NPX = `
[ "$1 $2" = '--no contract-suite' ] || exit 99
shift 2
contract() { "${process.execPath}" "${ROOT}/dist/cli/main.js" "$@"; }
if [ "$1" != run ]; then contract "$@"; exit; fi
out=$(printf '%s\\n' "$@" | sed -n '/^--out$/{n;p}')
key="$RUNS/$(printf '%s ' "$@" | sed -E 's/--(out|costs) [^ ]+//g' | sha256sum | cut -c 1-16)"
if [ ! -d "$key" ]; then
  contract "$@"
  code=$?
  mkdir -p "$key" && cp -R "$out" "$key/out" && echo $code > "$key/code"
fi
mkdir -p "$out" && cp -R "$key/out/." "$out" && exit "$(cat "$key/code")"`;

const RUNS = mkdtempSync(path.join(tmpdir(), 'ci-runs-'));
process.on('exit', () => rmSync(RUNS, { recursive: true, force: true }));

/**
 * A machine of its own, with the workspace checked out in it. `npm ci` does nothing, `npx --no contract-suite` is the build.
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
  mkdirSync(path.join(work, 'last'));
  writeFileSync(path.join(work, 'last/results.json'), LAST);
  command(bin, 'npm', '[ "$*" = ci ]');
  command(bin, 'npx', NPX);
  return {
    folder: work,
    run(script, env) {
      const PATH = `${bin}:${process.env['PATH']}`;
      const [shell = 'bash', ...options] = bash;
      const ended = spawnSync(shell, [...options, '-c', script], {
        cwd: work,
        env: { PATH, RUNS, ...env },
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
