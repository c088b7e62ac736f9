import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { isObject, type Json, type JsonObject, objectsOf, own } from '../../src/contract/json.js';
import { type Machine, machine, QUICK } from './shell.js';

/** Milliseconds: each machine starts the command line anew. */
const PATIENCE = 240_000;

const FILES = path.resolve(import.meta.dirname, '../../ci');

/** The documents of a workflow file; it has to be YAML without a flaw. */
function documents(name: string): Json[] {
  return parseAllDocuments(readFileSync(path.join(FILES, name), 'utf8')).map((document) => {
    expect([document.errors, document.warnings]).toEqual([[], []]);
    return document.toJSON();
  });
}

/** What stands at a path of keys and indexes. */
function at(value: Json | undefined, ...keys: readonly (string | number)[]): Json | undefined {
  const [key, ...rest] = keys;
  if (key === undefined) return value;
  if (Array.isArray(value)) return at(value[Number(key)], ...rest);
  return isObject(value) ? at(own(value, String(key)), ...rest) : undefined;
}

const listAt = (value: Json | undefined, ...keys: readonly string[]): Json[] => {
  const found = at(value, ...keys);
  return Array.isArray(found) ? found : [];
};
const lines = (value: Json | undefined): string => (Array.isArray(value) ? value.join('\n') : String(value));

const resultsOf = (folder: string): JsonObject => {
  const json: Json = JSON.parse(readFileSync(path.join(folder, 'results.json'), 'utf8'));
  if (!isObject(json)) throw new TypeError('results.json is no object');
  return json;
};

function expectWhole(folder: string): void {
  const results = resultsOf(folder);
  expect(own(results, 'exitCode')).toBe(1);
  expect(own(results, 'shard')).toBeUndefined();
  expect(listAt(results, 'cases')).toHaveLength(Number(own(results, 'planned')));
  expect(existsSync(path.join(folder, 'junit.xml'))).toBe(true);
}

describe('github-nightly.yml', { timeout: PATIENCE }, () => {
  const [workflow] = documents('github-nightly.yml');
  const shards = listAt(workflow, 'jobs', 'shard', 'strategy', 'matrix', 'shard');
  const github = (): Machine => machine(['bash', '--noprofile', '--norc', '-e']);

  /** Runs the shell steps of a job; @returns how the last of them ended */
  function job(
    name: string,
    on: Machine,
    values: Readonly<Record<string, string>>,
    more: Readonly<Record<string, string>>,
  ) {
    const filled = (text: Json): string =>
      String(text).replace(
        /\$\{\{ *([^ ]+) *\}\}/g,
        (_, expression: string) => values[expression] ?? 'a secret',
      );
    const own = at(workflow, 'jobs', name, 'env');
    const env = Object.fromEntries(
      Object.entries(isObject(own) ? own : {}).map(([key, value]) => [key, filled(value)]),
    );
    const scripts = objectsOf(listAt(workflow, 'jobs', name, 'steps')).flatMap(({ run }) => run ?? []);
    let ended = { code: 0 as number | null, output: '' };
    for (const script of scripts) {
      ended = on.run(filled(script), {
        GITHUB_ACTIONS: 'true',
        GITHUB_OUTPUT: path.join(on.folder, 'output'),
        GITHUB_STEP_SUMMARY: path.join(on.folder, 'summary'),
        ...env,
        ...more,
      });
      if (ended.code !== 0) return ended;
    }
    return ended;
  }

  function shard(index: Json): Machine {
    const on = github();
    const values = { 'matrix.shard': String(index), 'strategy.job-total': `${shards.length}` };
    expect(job('shard', on, values, { CONTRACT_OPTIONS: QUICK })).toMatchObject({ code: 0 });
    return on;
  }

  it('finds what one run would have found, tells of it, and keeps it for the next night', () => {
    const on = github();
    for (const index of shards) on.take(shard(index), 'shards');
    expect(at(resultsOf(path.join(on.folder, 'shards/1')), 'shard', 'costs')).toMatch(/^[0-9a-f]{64}$/);
    const ended = job('merge', on, {}, {});
    expect(ended.code).toBe(1);
    expect(ended.output).toMatch(/^::error title=authentication\/bearer-missing::/m);
    expect(readFileSync(path.join(on.folder, 'output'), 'utf8')).toBe('verdict=true\n');
    expect(readFileSync(path.join(on.folder, 'summary'), 'utf8')).toMatch(/^# The contract is broken/);
    expectWhole(path.join(on.folder, 'reports'));
    expectWhole(path.join(on.folder, 'last'));
  });

  it('keeps no report where a shard is missing, and ends with 2', () => {
    const on = github();
    const [index = 1] = shards;
    on.take(shard(index), 'shards');
    const ended = job('merge', on, {}, {});
    expect(ended.code).toBe(2);
    expect(ended.output).toContain('SHARDS_UNMATCHED');
    expect(existsSync(path.join(on.folder, 'reports'))).toBe(false);
    expect(existsSync(path.join(on.folder, 'output'))).toBe(false);
  });
});

describe('gitlab-ci.yml', { timeout: PATIENCE }, () => {
  const [pipeline] = documents('gitlab-ci.yml');
  const total = Number(at(pipeline, 'contract', 'parallel'));

  function job(name: string, on: Machine, env: Readonly<Record<string, string>>) {
    const parts = [at(pipeline, '.contract', 'before_script'), at(pipeline, name, 'script')];
    return on.run(parts.map(lines).join('\n'), { GITLAB_CI: 'true', CI_NODE_TOTAL: `${total}`, ...env });
  }

  it('finds what one run would have found, and keeps it for the next night', () => {
    const on = machine(['bash', '-eo', 'pipefail']);
    for (let index = 1; index <= total; index += 1) {
      const ended = job('contract', on, {
        CI_NODE_INDEX: `${index}`,
        CONTRACT_OPTIONS: QUICK,
      });
      expect(ended.code).toBe(0);
    }
    expect(job('contract-merge', on, {}).code).toBe(1);
    expectWhole(path.join(on.folder, 'reports'));
    expectWhole(path.join(on.folder, 'last'));
    rmSync(path.join(on.folder, 'shards/1'), { recursive: true });
    expect(job('contract-merge', on, {}).code).toBe(2);
    expect(existsSync(path.join(on.folder, 'reports'))).toBe(false);
  });

  it('hands its artefacts on under the names that its scripts use', () => {
    expect(listAt(pipeline, 'contract', 'artifacts', 'paths')).toEqual(['shards/']);
    expect(at(pipeline, 'contract-merge', 'artifacts', 'reports', 'junit')).toBe('reports/junit.xml');
  });
});

describe('kubernetes-job.yaml', { timeout: PATIENCE }, () => {
  const [, cron] = documents('kubernetes-job.yaml');
  const spec = at(cron, 'spec', 'jobTemplate', 'spec');
  const container = at(spec, 'template', 'spec', 'containers', 0);
  const env = Object.fromEntries(
    objectsOf(listAt(container, 'env')).flatMap(({ name, value }) =>
      value === undefined ? [] : [[String(name), String(value)]],
    ),
  );
  const shards = Number(env['SHARDS']);

  it('has a pod for each shard, and one for the merge, all at once', () => {
    expect(at(spec, 'completionMode')).toBe('Indexed');
    expect([at(spec, 'completions'), at(spec, 'parallelism')]).toEqual([shards + 1, shards + 1]);
    expect(listAt(container, 'command')).toEqual(['bash', '-c']);
  });

  it('finds what one run would have found, on the shared volume', () => {
    const on = machine(['bash']);
    const SHARED = path.join(on.folder, 'shared');
    mkdirSync(SHARED);
    cpSync(path.join(on.folder, 'last'), path.join(SHARED, 'last'), { recursive: true });
    const pod = (index: number) =>
      on.run(lines(at(container, 'args', 0)), {
        ...env,
        SHARED,
        JOB: 'night-1',
        JOB_COMPLETION_INDEX: `${index}`,
        CONTRACT_OPTIONS: QUICK,
      });
    for (let index = 0; index < shards; index += 1) expect(pod(index)).toMatchObject({ code: 0 });
    expect(pod(shards)).toMatchObject({ code: 1 });
    expectWhole(path.join(SHARED, 'night-1/reports'));
    expectWhole(path.join(SHARED, 'last'));
  });
});
