import { ContractError, nearest } from '../contract/errors.js';
import { ENVIRONMENTS, type EnvironmentName } from '../contract/exchange.js';
import type { DataOption } from '../settings/data-rows.js';
import type { ShardChoice } from '../settings/settings.js';
import type { Parser } from './option.js';

/** As it was written. */
export const text: Parser<string> = (written) => written;

/** @throws ContractError ENVIRONMENT_UNKNOWN */
export const environment: Parser<EnvironmentName> = (written, place) => {
  const name = ENVIRONMENTS.find((known) => known === written);
  if (name) return name;
  throw new ContractError(
    'ENVIRONMENT_UNKNOWN',
    place,
    'there is no such environment',
    suggestion(written, ENVIRONMENTS),
  );
};

/** `FILE`, or `sandbox=FILE`; a file whose name looks so is written with its folder. @throws ContractError ENVIRONMENT_UNKNOWN */
export const data: Parser<DataOption> = (written, place) => {
  const [, name, file = written] = /^([A-Za-z]+)=(.*)$/s.exec(written) ?? [];
  if (file === '') throw usage(place, 'it names no file', 'Give --data FILE or --data sandbox=FILE');
  return name === undefined ? { file } : { environment: environment(name, place), file };
};

/** Something that is said. @throws ContractError USAGE */
export const words: Parser<string> = (written, place) => {
  if (/\S/.test(written)) return written.trim();
  throw usage(place.trim(), 'it says nothing', 'Write some words, in quotation marks');
};

/** A day, as `2027-01-31`. @throws ContractError USAGE */
export const day: Parser<string> = (written, place) => {
  const time = /^\d{4}-\d\d-\d\d$/.test(written) ? Date.parse(written) : Number.NaN;
  // Date.parse takes the 31st of a month of 30 days for the 1st of the next.
  if (!Number.isNaN(time) && new Date(time).toISOString().startsWith(written)) return written;
  throw usage(place, 'that is no day', 'Write it as YYYY-MM-DD: 2027-01-31');
};

/** One of a few names. @throws ContractError USAGE */
export const oneOf =
  <const Name extends string>(known: readonly Name[]): Parser<Name> =>
  (written, place) => {
    const found = known.find((name) => name === written);
    if (found !== undefined) return found;
    throw usage(place, 'it takes no such name', suggestion(written, known));
  };

/** A whole number in a range. @throws ContractError USAGE */
export const whole =
  (least: number, most: number): Parser<number> =>
  (written, place) => {
    const number = /^\d{1,12}$/.test(written) ? Number(written) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw usage(place, 'that is no number it can take', `Give a whole number from ${least} to ${most}`);
  };

/** Requests per second, or `off`. @throws ContractError USAGE */
export const rate: Parser<number | 'off'> = (written, place) => {
  if (written === 'off') return 'off';
  const number = /^\d{1,6}(\.\d{1,3})?$/.test(written) ? Number(written) : 0;
  if (number > 0) return number;
  throw usage(place, 'that is no rate', 'Give requests per second, such as 5 or 0.5, or “off” for no limit');
};

const SHARDS = 1000;

/** A part of the plan, as `2/3`. @throws ContractError USAGE */
export const shard: Parser<ShardChoice> = (written, place) => {
  const [, index = Number.NaN, of = Number.NaN] = (/^(\d{1,4})\/(\d{1,4})$/.exec(written) ?? []).map(Number);
  if (index >= 1 && index <= of && of <= SHARDS) return { index, of };
  throw usage(
    place,
    'there is no such part',
    `Give I/N with I from 1 to N and N up to ${SHARDS}, such as 1/3, 2/3 and 3/3 for three parts`,
  );
};

function suggestion(wanted: string, known: readonly string[]): string {
  const near = nearest(wanted, known);
  return near === undefined
    ? `Known are: ${known.join(', ')}`
    : `Did you mean “${near}”? Known are: ${known.join(', ')}`;
}

const usage = (place: string, fact: string, fix: string): ContractError =>
  new ContractError('USAGE', place, fact, fix);
