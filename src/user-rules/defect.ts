import { stripVTControlCharacters } from 'node:util';
import { ContractError } from '../contract/errors.js';
import type { Rule } from '../rules/rule.js';

/** Characters of an error's message that are kept. */
const KEPT = 400;

/** A line in a file of rules, as stacks and messages of errors have it; compiling moves columns, not lines. */
const PLACE = /(tests[\\/]rules[\\/][^\s():]{1,300}\.ts):(\d+):\d+/;

/** Where an error was thrown, in the files of rules: `tests/rules/prices.ts:12`. */
export function placeOf(error: unknown): string | undefined {
  // A module that is not there is told at the head of the compiled file, not at its import.
  if (!(error instanceof Error) || Reflect.get(error, 'code') === 'MODULE_NOT_FOUND') return undefined;
  return placeIn(error.stack?.replace(error.message, ''));
}

/** The place that the message of a compiler tells. */
export function sourcePlace(error: unknown): string | undefined {
  return error instanceof Error ? placeIn(error.message) : undefined;
}

function placeIn(text = ''): string | undefined {
  const [, file, line] = PLACE.exec(text) ?? [];
  return file && `${file.replaceAll('\\', '/')}:${line}`;
}

/** An error's message in one line. */
export function lineOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const line = stripVTControlCharacters(text).replace(/\s+/g, ' ').trim();
  return line.length > KEPT ? `${line.slice(0, KEPT)}…` : line;
}

/** `TypeError: x is not a function`. */
export function named(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${lineOf(error)}` : `“${lineOf(error)}”`;
}

/** The defect of a rule, in a sentence without its full stop: the rule itself is wrong, whatever the API does. */
export function defect({ id, file = 'the suite' }: Rule, what: string, error?: unknown): string {
  return `the rule ${id} (${placeOf(error) ?? file}) is at fault, not the API: it ${what}`;
}

export function thrown(rule: Rule, error: unknown): string {
  return defect(rule, `threw ${named(error)}`, error);
}

/** A rule that cannot be asked for its cases: nothing is planned then, and nothing sent. */
export function broken(rule: Rule, where: string, what: string, error?: unknown): ContractError {
  return new ContractError(
    'RULE_BROKEN',
    placeOf(error) ?? rule.file ?? rule.id,
    `${rule.id} ${what} when it was asked for its cases of ${where}`,
    'Correct its plan(), or take the file out of tests/rules/',
  );
}
