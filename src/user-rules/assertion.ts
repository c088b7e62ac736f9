import { inspect } from 'node:util';
import type { Judgement, Rule } from '../rules/rule.js';
import { lineOf, placeOf } from './defect.js';

interface AssertionError extends Error {
  readonly actual?: unknown;
  readonly expected?: unknown;
  /** chai: whether `actual` and `expected` are two sides of one comparison. */
  readonly showDiff?: boolean;
  /** node:assert: the comparison. */
  readonly operator?: string;
}

/** node:assert's comparisons whose `expected` is what `actual` has to be. */
const EQUALITIES = ['==', 'strictEqual', 'deepEqual', 'deepStrictEqual'];

/** An error of `expect`, of its extensions, of chai or of node:assert. */
export function isAssertion(error: unknown): error is AssertionError {
  if (!(error instanceof Error)) return false;
  return error.name === 'AssertionError' || ('actual' in error && 'expected' in error);
}

/** What a failed assertion says of the API. One assertion is one cause, whatever values it meets. */
export function findingOf(rule: Rule, error: AssertionError): Judgement {
  const message = lineOf(error);
  const place = placeOf(error);
  const cause = `assertion at ${place ?? message}`;
  const advice = place === undefined ? {} : { advice: `The assertion stands at ${place}.` };
  if (!compares(error)) return { holds: false, expected: rule.says, received: message, cause, ...advice };
  return {
    holds: false,
    expected: shown(error.expected),
    received: `${shown(error.actual)} (${message})`,
    cause,
    ...advice,
  };
}

/** A negated assertion has an `expected` that is just what must not be. */
function compares({ message, showDiff, operator, expected }: AssertionError): boolean {
  if (expected === undefined || shown(expected).includes('asymmetricMatcher')) return false;
  if (operator !== undefined && EQUALITIES.includes(operator)) return true;
  return showDiff === true && !/\bnot to\b|\bto not\b/.test(message);
}

function shown(value: unknown): string {
  const text = inspect(value, { depth: 3, breakLength: Number.POSITIVE_INFINITY, maxStringLength: 200 });
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
