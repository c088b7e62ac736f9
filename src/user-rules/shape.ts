import { isRecord } from '../contract/places.js';
import type { Rule } from '../rules/rule.js';

/** What a rule of each kind must be able to do. */
const METHODS: Readonly<Record<Rule['kind'], readonly string[]>> = {
  probe: ['plan', 'judge'],
  observation: ['plan', 'judge'],
  repetition: ['plan', 'judge'],
  scenario: ['plan'],
  comparison: ['plan', 'judge'],
  script: ['plan', 'judge'],
  environment: [],
  connection: [],
  burst: ['choose', 'judge'],
};

const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/;

export function isRule(value: unknown): value is Rule {
  return flawOf(value) === undefined;
}

/** Why a value is no rule, as the end of a sentence; undefined where it is one. */
export function flawOf(value: unknown): string | undefined {
  if (!isRecord(value)) return 'is no rule';
  const { id, kind } = value;
  if (typeof id !== 'string') return 'has no id';
  if (!ID.test(id)) return `has the id “${id}”, which is not of the form family/kebab-case`;
  if (typeof value['says'] !== 'string' || value['says'].trim() === '') return 'does not tell what it says';
  for (const key of ['sends', 'accepts'])
    if (typeof value[key] !== 'string') return `does not tell what it ${key}`;
  if (!Array.isArray(value['documented']))
    return 'has no list of documented sentences (an empty one will do)';
  if (typeof kind !== 'string' || !isKind(kind)) return `is of a kind that is not known: ${String(kind)}`;
  const missing = METHODS[kind].find((method) => typeof value[method] !== 'function');
  if (missing !== undefined) return `has no ${missing}()`;
  if (kind === 'repetition' && typeof value['repeats'] !== 'number') return 'has no number of repeats';
  if (kind === 'environment' && !isCheck(value['once'])) return 'has no once with plan() and judge()';
  if (kind === 'connection' && !isChecks(value['checks'])) return 'has no checks with sends and judge()';
  const unbounded = ['most', 'seconds'].find((bound) => typeof value[bound] !== 'number');
  if (kind === 'burst' && unbounded !== undefined) return `has no number as ${unbounded}`;
  return undefined;
}

const isChecks = (checks: unknown): boolean =>
  Array.isArray(checks) &&
  checks.every(
    (check) => isRecord(check) && typeof check['sends'] === 'string' && typeof check['judge'] === 'function',
  );

const isKind = (kind: string): kind is Rule['kind'] => Object.hasOwn(METHODS, kind);

const isCheck = (once: unknown): boolean =>
  isRecord(once) && typeof once['plan'] === 'function' && typeof once['judge'] === 'function';
