import { type LoadOptions, loadContract } from '../contract/load.js';
import { faults } from '../reference-api/faults/index.js';
import { variants } from '../reference-api/variants/index.js';
import { rules } from '../rules/index.js';
import { familyOf } from './family.js';
import { spread } from './spread.js';
import { ruleOf } from './table.js';
import type { Trial, TrialEnd } from './trial.js';

export interface ProveOptions {
  readonly source: LoadOptions;
  /** Only these faults, and of the correct APIs those in `variants`. */
  readonly faults?: readonly string[];
  readonly variants?: readonly string[];
  /** A few of each: the proof that takes seconds. */
  readonly sample?: boolean;
  /** All operations for each trial. */
  readonly whole?: boolean;
  readonly signal?: AbortSignal;
  readonly onEnd?: (end: TrialEnd) => void;
}

export interface Proof {
  readonly ends: readonly TrialEnd[];
  /** Rules that can fail, and that no fault's problem is headed by; empty where not every fault was tried. */
  readonly unproven: readonly string[];
  /** Milliseconds. */
  readonly duration: number;
  /** 1: a fault was missed or taken for another, a rule is unproven, or a correct API alarmed; 3: no verdict. */
  readonly exitCode: 0 | 1 | 3;
}

/** Variants of a sample. */
const SAMPLE = 3;

/**
 * Breaks the reference API in every known way, then lets it be correct in every known way.
 *
 * @throws ContractError for a wrong collection or schema; nothing was run
 */
export async function prove(options: ProveOptions): Promise<Proof> {
  const startedAt = performance.now();
  const ends: TrialEnd[] = [];
  const { source, whole = false, signal = new AbortController().signal } = options;
  const tell = (end: TrialEnd): void => {
    ends.push(end);
    options.onEnd?.(end);
  };
  // Each thread reads it again; here it is found out whether that can be done.
  await loadContract(source);
  await spread(trialsOf(options), { source, whole }, tell, signal);
  const complete = options.faults === undefined && !options.sample && !signal.aborted;
  const unproven = complete ? unprovenBy(ends) : [];
  return { ends, unproven, duration: performance.now() - startedAt, exitCode: exitCode(ends, unproven) };
}

function trialsOf({ faults: named, variants: correctly = [], sample }: ProveOptions): Trial[] {
  if (named) {
    return [
      ...named.map((name): Trial => ({ kind: 'fault', name })),
      ...correctly.map((name): Trial => ({ kind: 'variant', name })),
    ];
  }
  const broken = sample ? firstOfEachFamily() : faults;
  const correct = sample ? variants.slice(0, SAMPLE) : variants;
  return [
    ...broken.map(({ name }): Trial => ({ kind: 'fault', name })),
    { kind: 'correct', name: 'correct' },
    ...correct.map(({ name }): Trial => ({ kind: 'variant', name })),
  ];
}

function firstOfEachFamily() {
  const families = new Set(faults.map(({ rule }) => familyOf(rule)));
  return [...families].flatMap((family) => faults.find(({ rule }) => familyOf(rule) === family) ?? []);
}

function unprovenBy(ends: readonly TrialEnd[]): string[] {
  const proved = new Set(
    ends.flatMap(({ trial, rules: named }) => {
      const rule = trial.kind === 'fault' ? ruleOf(trial.name) : undefined;
      return rule !== undefined && named.includes(rule) ? [rule] : [];
    }),
  );
  return rules.filter(({ id, notesOnly }) => !notesOnly && !proved.has(id)).map(({ id }) => id);
}

/** 1 before 3: what is wrong is wrong, whatever else could not be judged. */
function exitCode(ends: readonly TrialEnd[], unproven: readonly string[]): 0 | 1 | 3 {
  const has = (...results: TrialEnd['result'][]): boolean =>
    ends.some(({ result }) => results.includes(result));
  if (unproven.length > 0 || has('missed', 'caught', 'alarmed')) return 1;
  return has('unjudged') ? 3 : 0;
}
