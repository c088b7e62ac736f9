import { ContractError, nearest } from '../contract/errors.js';
import { ENVIRONMENTS, type EnvironmentName } from '../contract/exchange.js';
import { OPT_IN_FAMILIES } from '../rules/opt-in.js';
import { PROFILE_NAMES } from '../settings/profiles.js';
import type { Settings, ShardChoice } from '../settings/settings.js';

/** Adds one value of an option that may be repeated. */
export const repeated = (value: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  value,
];

/** @throws ContractError ENVIRONMENT_UNKNOWN */
export const environments =
  (option: string) =>
  (value: string, before: readonly EnvironmentName[] = []): readonly EnvironmentName[] => {
    const name = ENVIRONMENTS.find((known) => known === value);
    if (name) return [...before, name];
    throw new ContractError(
      'ENVIRONMENT_UNKNOWN',
      `${option} ${value}`,
      'there is no such environment',
      suggestion(value, ENVIRONMENTS),
    );
  };

/** @throws ContractError USAGE */
export function profile(value: string): Settings['profile'] {
  return oneOf('--profile', value, PROFILE_NAMES);
}

/** @throws ContractError USAGE */
export function optIn(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, oneOf('--opt-in', value, OPT_IN_FAMILIES)];
}

const DIFF_FORMATS = ['text', 'json', 'markdown'] as const;

/** @throws ContractError USAGE */
export function diffFormat(value: string): (typeof DIFF_FORMATS)[number] {
  return oneOf('--format', value, DIFF_FORMATS);
}

/** A whole number in a range. @throws ContractError USAGE */
export const whole =
  (option: string, least: number, most: number) =>
  (value: string): number => {
    const number = /^\d{1,12}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw usage(
      `${option} ${value}`,
      'that is no number it can take',
      `Give a whole number from ${least} to ${most}`,
    );
  };

/** Requests per second, or `off`. @throws ContractError USAGE */
export function rate(value: string): number | 'off' {
  if (value === 'off') return 'off';
  const number = /^\d{1,6}(\.\d{1,3})?$/.test(value) ? Number(value) : 0;
  if (number > 0) return number;
  throw usage(
    `--rate ${value}`,
    'that is no rate',
    'Give requests per second, such as 5 or 0.5, or “off” for no limit',
  );
}

const SHARDS = 1000;

/** A part of the plan, as `2/3`. @throws ContractError USAGE */
export function shard(value: string): ShardChoice {
  const [, index = Number.NaN, of = Number.NaN] = (/^(\d{1,4})\/(\d{1,4})$/.exec(value) ?? []).map(Number);
  if (index >= 1 && index <= of && of <= SHARDS) return { index, of };
  throw usage(
    `--shard ${value}`,
    'there is no such part',
    `Give I/N with I from 1 to N and N up to ${SHARDS}, such as 1/3, 2/3 and 3/3 for three parts`,
  );
}

function oneOf<T extends string>(option: string, value: string, known: readonly T[]): T {
  const found = known.find((name) => name === value);
  if (found !== undefined) return found;
  throw usage(`${option} ${value}`, 'it takes no such name', suggestion(value, known));
}

function suggestion(wanted: string, known: readonly string[]): string {
  const near = nearest(wanted, known);
  return near === undefined
    ? `Known are: ${known.join(', ')}`
    : `Did you mean “${near}”? Known are: ${known.join(', ')}`;
}

const usage = (place: string, fact: string, fix: string): ContractError =>
  new ContractError('USAGE', place, fact, fix);
