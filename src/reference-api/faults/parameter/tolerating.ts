import { isObject } from '../../fields.js';
import type { Call } from '../../stages.js';
import { at, type Fault } from '../fault.js';

/** What an endpoint makes of a value that it should refuse; undefined leaves the field out. */
export type Mend = (value: unknown, call: Call) => unknown;

/** One kind of wrong value that one endpoint takes. */
export interface Tolerance {
  /** Kebab-case name of the fault. */
  readonly name: string;
  readonly says: string;
  readonly path: string;
  /** e.g. `address.geo.latitude`; `*` is each item of a list, `+` each but the first. */
  readonly field: string;
  readonly wrong: (value: unknown) => boolean;
  /** By default the field is left out. */
  readonly mend?: Mend;
  readonly only?: Fault['only'];
}

/** The faults that are the tolerances of one rule: the wrong value is taken, and does no other harm. */
export function taking(rule: string, tolerances: readonly Tolerance[]): Fault[] {
  return tolerances.map(({ name, says, path, field, wrong, mend = leaveOut, only }) => ({
    name,
    says,
    rule: `parameter/${rule}`,
    ...(only && { only }),
    ...at(path, (stages) => {
      const mended = (input: unknown, call: Call): Record<string, unknown> => {
        const result = replaced(input, field.split('.'), (value) =>
          wrong(value) ? mend(value, call) : value,
        );
        return isObject(result) ? result : {};
      };
      return {
        validate: (input, call) => stages.validate(mended(input, call), call),
        handle: (input, call) => stages.handle(mended(input, call), call),
      };
    }),
  }));
}

const leaveOut: Mend = () => undefined;

function replaced(
  value: unknown,
  [step, ...rest]: readonly string[],
  change: (value: unknown) => unknown,
): unknown {
  if (step === undefined) return change(value);
  if (step === '*' || step === '+') {
    if (!Array.isArray(value)) return value;
    return value
      .map((item, index) => (step === '+' && index === 0 ? item : replaced(item, rest, change)))
      .filter((item) => item !== undefined);
  }
  if (!isObject(value)) return value;
  const { [step]: inner, ...others } = value;
  const changed = replaced(inner, rest, change);
  return changed === undefined ? others : { ...value, [step]: changed };
}

/** Kinds of wrong values. */
export const missing = (value: unknown): boolean => value === undefined;
export const isNull = (value: unknown): boolean => value === null;
export const isNumber = (value: unknown): boolean => typeof value === 'number';
export const isText = (value: unknown): boolean => typeof value === 'string';
export const isBoolean = (value: unknown): boolean => typeof value === 'boolean';
export const isList = (value: unknown): boolean => Array.isArray(value);
export const isRecord = (value: unknown): boolean => isObject(value);
export const empty = (value: unknown): boolean =>
  value === '' || (Array.isArray(value) && value.length === 0);
export const longerThan =
  (length: number) =>
  (value: unknown): boolean =>
    typeof value === 'string' ? [...value].length > length : Array.isArray(value) && value.length > length;
export const below =
  (least: number) =>
  (value: unknown): boolean =>
    typeof value === 'number' && value < least;
export const above =
  (most: number) =>
  (value: unknown): boolean =>
    typeof value === 'number' && value > most;
export const textUnlike =
  (pattern: RegExp) =>
  (value: unknown): boolean =>
    typeof value === 'string' && !pattern.test(value);
/** A text that is none of these, whatever its case. */
export const noneOf =
  (...known: readonly string[]) =>
  (value: unknown): boolean =>
    typeof value === 'string' && !known.includes(value.toLowerCase());
/** One of these in another case. */
export const otherCaseOf =
  (...known: readonly string[]) =>
  (value: unknown): boolean =>
    typeof value === 'string' && !known.includes(value) && known.includes(value.toLowerCase());

/** Ways to mend them. */
export const to =
  (value: unknown): Mend =>
  () =>
    value;
export const lowerCase: Mend = (value) => String(value).toLowerCase();
export const text: Mend = (value) => String(value);
export const number: Mend = (value) => Number(value);
export const cutTo =
  (length: number): Mend =>
  (value) =>
    typeof value === 'string' || Array.isArray(value) ? value.slice(0, length) : value;
/** The identifier of the object that was made last. */
export const lastOf =
  (kind: 'customers' | 'attributes' | 'sources' | 'destinations' | 'exports' | 'models'): Mend =>
  (_value, { store }) =>
    store[kind].all().at(-1)?.[store[kind].idField];
export const freshEmail: Mend = () => `somebody.${crypto.randomUUID()}@example.com`;
